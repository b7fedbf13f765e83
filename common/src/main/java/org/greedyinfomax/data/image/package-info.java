/** Pictures out of files: formats, damage, colours and sizes. */
package org.greedyinfomax.data.image;
