"""The institution's seal on a PDF: PAdES by its own key, with a timestamp where an authority is set.

Knows bytes, keys and moments; no Django, no settings. A seal says which installation made a paper and that nothing was
changed since. It is uncertified (PP 71/2019), and says so. Modules that load pyHanko (a second and a half) are
`attaching`, `kept`, `putting`, `stamping` and `token`; import them where a seal is put, not at the top of a page's module.
"""
