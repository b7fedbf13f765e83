/** Where rows of a corpus come from: folders, archives, tables, STL-10. */
package org.greedyinfomax.ingest.source;
