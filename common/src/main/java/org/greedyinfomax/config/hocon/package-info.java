/**
 * How a recipe's text is read: within limits, with the includes that are allowed, section by
 * section and by type, with complaints that name key, file and line.
 */
package org.greedyinfomax.config.hocon;
