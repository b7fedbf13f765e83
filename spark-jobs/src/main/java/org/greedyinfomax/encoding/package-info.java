/** Turns recordings into representations with a trained or an untrained stack. */
package org.greedyinfomax.encoding;
