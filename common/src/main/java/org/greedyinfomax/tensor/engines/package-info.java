/** Which engine a process computes with, and whether it computes rightly. Knows none by name. */
package org.greedyinfomax.tensor.engines;
