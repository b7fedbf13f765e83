/**
 * The program as it is typed: {@code Gim} reads a command line, has a command of {@code
 * cli.command} do a job, and turns failures into sentences and exit codes. Nothing else uses it.
 */
package org.greedyinfomax.cli;
