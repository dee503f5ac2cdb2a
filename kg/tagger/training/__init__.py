"""Training of the tagger: corpora in, ``kg/tagger/model`` out.

    python -m kg.tagger.training corpus NEWSWIRE WORK    # -> WORK/train.spacy, held-out.spacy, lexicons
    python -m kg.tagger.training train WORK              # -> WORK/model
    python -m kg.tagger.training publish WORK GOLD...    # -> kg/tagger/model, scored
    python -m kg.tagger.training score MODEL GOLD...     # exact spans, by label

NEWSWIRE is a folder of BIO files (stanfordnlp/en-worldwide-newswire), WORK any folder, GOLD a .spacy file
or JSON Lines of names. Needs the extra ``training``. Every choice is drawn from seeds, so that the same
corpus and the same versions give the same training texts.
"""
