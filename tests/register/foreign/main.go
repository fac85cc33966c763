// Checks a copied register with golang.org/x/mod/sumdb, which knows nothing of Ikrar: the note, every leaf
// against its hash tile, an inclusion proof of each leaf, and consistency of every tenth smaller tree.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must[T any](value T, err error) T {
	if err != nil {
		fmt.Println("REFUSED:", err)
		os.Exit(1)
	}
	return value
}

// folder reads hash tiles of height 8; C2SP leaves the height out of the path.
type folder string

func (f folder) Height() int                        { return 8 }
func (f folder) SaveTiles([]tlog.Tile, [][]byte)    {}
func (f folder) file(path string) ([]byte, error)   { return os.ReadFile(filepath.Join(string(f), path)) }
func (f folder) ReadTiles(tiles []tlog.Tile) (found [][]byte, err error) {
	for _, tile := range tiles {
		data, err := f.file("tile/" + strings.TrimPrefix(tile.Path(), "tile/8/"))
		if err != nil {
			return nil, err
		}
		found = append(found, data)
	}
	return found, nil
}

func main() {
	log, verifier := folder(os.Args[1]), must(note.NewVerifier(os.Args[2]))
	signed := must(note.Open(must(log.file("checkpoint")), note.VerifierList(verifier)))
	lines := strings.Split(signed.Text, "\n")
	size := must(strconv.ParseInt(lines[1], 10, 64))
	var root tlog.Hash
	copy(root[:], must(base64.StdEncoding.DecodeString(lines[2])))
	reader := tlog.TileHashReader(tlog.Tree{N: size, Hash: root}, log)
	for begin := int64(0); begin < size; begin += 256 {
		path := fmt.Sprintf("tile/entries/%03d", begin/256)
		if size-begin < 256 {
			path += fmt.Sprintf(".p/%d", size-begin)
		}
		data := must(log.file(path))
		for index := begin; len(data) > 0; index++ {
			length := binary.BigEndian.Uint16(data)
			leaf := tlog.RecordHash(data[2 : 2+length])
			data = data[2+length:]
			proof := must(tlog.ProveRecord(size, index, reader))
			must(0, tlog.CheckRecord(proof, size, root, index, leaf))
		}
	}
	for old := int64(1); old < size; old += 10 {
		oldRoot := must(tlog.TreeHash(old, reader))
		must(0, tlog.CheckTree(must(tlog.ProveTree(size, old, reader)), size, root, old, oldRoot))
	}
	fmt.Println("ACCEPTED", lines[0], size)
}
