/**
 * What a process computes on: its CPU or its GPU. Decided before ND4J is first used, because ND4J
 * takes one of its backends for the life of the process, and cannot go on if that one fails.
 */
package org.greedyinfomax.device;
