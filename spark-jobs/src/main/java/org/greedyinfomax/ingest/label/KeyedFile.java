package org.greedyinfomax.ingest.label;

import org.greedyinfomax.ingest.listing.SourceFile;

/**
 * A file with the key of its row.
 *
 * @param base the key that the file would have by itself
 * @param key with the file's extension if others have the same base, else the base
 */
record KeyedFile(SourceFile file, String base, String key) {}
