/** The benchmark of files of activations, and what they are compared with. */
package org.greedyinfomax.bench.io;
