"""Where an engagement is kept: journal, database, lock and attachments in one folder; the only room with TinyDB.

`protocol.Store` is all that the rest of the house relies on; `folder.FolderStore` is the default that fulfils it.
"""
