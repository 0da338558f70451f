/** anywidget publishes its front end without types; it is loaded for its effect only. */
declare module "anywidget";
