/**
 * The pages in a real browser, against a real station in a process of its own. What is asserted
 * here is what a person would see; how the station comes to it is proven in the other rooms.
 */
package opencompact.browser;
