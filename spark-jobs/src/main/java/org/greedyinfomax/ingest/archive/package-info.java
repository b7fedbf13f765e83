/**
 * Archives, member by member, as streams. Nothing is ever unpacked to a disk, and nothing here
 * knows what members hold.
 */
package org.greedyinfomax.ingest.archive;
