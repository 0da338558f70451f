/** Every word of the grammar, and a few that may come. Their order is part of every model: new ones go to the end. */
export const WORDS: readonly string[] = `
a an and are area as at away background backgrounds ball balls barrel barrels behind beige between big
bin black blue brown by camera can category ceiling ceilings chair chairs checkered class closest color
colored colormap colors compute conduct coral corresponds could crate crates create crimson cyan dark
depicted depth direction distance distances does draw each else empty encode estimate every everything
face faces facing far farther farthest fifth filled first floor floors following for fourth from front
generate give given gold gray green ground grounds hedge highlight house houses how i image in indigo
indoor indoors input inside instance is it its just khaki label labeling lamp lamps left leftmost legend
light magenta make many map mapping mark maroon mask masks me metre metres metric mottled navy near
nearer nearest next no normal normals not now object objects of olive on only orange orientation outdoor
outdoors over own paint painted path paths per photo picture pictures pink pixel plain plant plants
please point predict produce provided pure purple rainbow red render rendered represented rest rgb right
rightmost room rug rugs salmon scene second see seen segment segmentation semantic shelf shelves show
shown shows sixth skies sky small sofa sofas solid space stone striped surface table tables tan teal
than that the these thing things third this to tree trees turquoise under using vase vases violet
visualization visualized wall walls want way what which white window windows with yard yellow you palette
`
  .trim()
  .split(/\s+/);
