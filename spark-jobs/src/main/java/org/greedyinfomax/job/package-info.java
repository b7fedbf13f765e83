/**
 * What commands do: a class each, which takes a record of options and returns a record. None of
 * them knows a command line, so that other programs and tests call them, too.
 */
package org.greedyinfomax.job;
