/** The commands, one class each with all its options, and what they are made of. */
package org.greedyinfomax.cli.command;
