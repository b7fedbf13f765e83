/** What the inputs of an ingest hold, as they are before anything is converted. */
package org.greedyinfomax.ingest.survey;
