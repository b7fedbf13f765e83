/** The commands: one class each, all started by {@code Gim}. */
package org.greedyinfomax.job;
