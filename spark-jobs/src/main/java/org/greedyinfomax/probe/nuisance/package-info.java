/** How well the way in which something was recorded can be read off representations. */
package org.greedyinfomax.probe.nuisance;
