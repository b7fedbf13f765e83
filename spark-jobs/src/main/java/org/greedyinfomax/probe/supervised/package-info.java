/** What classifiers tell that networks have learned together with what they classify by. */
package org.greedyinfomax.probe.supervised;
