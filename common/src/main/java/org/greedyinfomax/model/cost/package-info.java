/** What training a stack takes: FLOPs, matrix products and memory. */
package org.greedyinfomax.model.cost;
