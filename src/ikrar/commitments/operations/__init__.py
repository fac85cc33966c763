"""Changes to joint commitments, one module a subject: planning, texts, signatories, enrolling, signing, photographs."""
