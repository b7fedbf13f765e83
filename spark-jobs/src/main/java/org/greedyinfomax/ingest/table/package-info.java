/** What cells of Spark tables hold. */
package org.greedyinfomax.ingest.table;
