/** What the network receives of a corpus: random parts to train on, and wholes to encode. */
package org.greedyinfomax.input;
