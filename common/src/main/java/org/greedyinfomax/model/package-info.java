/**
 * What a network is made of, and the network itself: records that describe a stack of modules,
 * their states, and the module that trains or encodes.
 */
package org.greedyinfomax.model;
