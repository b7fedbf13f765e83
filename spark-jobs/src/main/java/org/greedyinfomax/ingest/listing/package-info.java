/**
 * What lies below the inputs of an ingest, told by names and first bytes, and how it is read.
 * Nothing here knows keys, splits or shards.
 */
package org.greedyinfomax.ingest.listing;
