/** Simple classifiers on frozen representations: how well they predict a label. */
package org.greedyinfomax.probe;
