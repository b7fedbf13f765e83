/** How far an ingest is, while it goes on. */
package org.greedyinfomax.ingest.progress;
