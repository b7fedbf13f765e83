/**
 * What a process computes on: its CPU or its GPU; and which of them ND4J computes on, decided
 * before it is first used, because it takes one of its backends for the life of the process, and
 * cannot go on if that one fails.
 */
package org.greedyinfomax.device;
