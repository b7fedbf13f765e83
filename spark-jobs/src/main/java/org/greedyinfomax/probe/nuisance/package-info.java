/**
 * How well properties of a recording or image, such as its noise, can be predicted from
 * representations.
 */
package org.greedyinfomax.probe.nuisance;
