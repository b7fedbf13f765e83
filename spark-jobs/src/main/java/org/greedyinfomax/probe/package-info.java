/** Simple classifiers on frozen representations: how much of a label can be read off them. */
package org.greedyinfomax.probe;
