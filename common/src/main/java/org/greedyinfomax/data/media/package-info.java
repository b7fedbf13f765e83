/** What kind of content a file holds, told by its first bytes and never by its name. */
package org.greedyinfomax.data.media;
