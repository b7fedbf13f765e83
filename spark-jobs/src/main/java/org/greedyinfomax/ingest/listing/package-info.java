/**
 * What lies below the inputs of an ingest, told by names alone, and how it is read. Nothing here
 * knows keys, labels or shards.
 */
package org.greedyinfomax.ingest.listing;
