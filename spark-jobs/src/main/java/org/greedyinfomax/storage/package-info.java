/** Small files on any Hadoop file system, written whole or not at all. */
package org.greedyinfomax.storage;
