using System.Text;
using Ocw.Nde.Rdf.Canonical;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Tests.Graphs;

public class TripleTermIsomorphismTests
{
    [Theory]
    [InlineData("_:a <http://p> <<( _:a <http://p> _:b )>> .", "_:x <http://p> <<( _:x <http://p> _:y )>> .", true)]
    [InlineData("_:a <http://p> <<( _:a <http://p> _:b )>> .", "_:x <http://p> <<( _:y <http://p> _:x )>> .", false)]
    [InlineData("<http://s> <http://p> <<( _:a <http://p> <<( _:a <http://p> 1 )>> )>> .", "<http://s> <http://p> <<( _:a <http://p> <<( _:b <http://p> 1 )>> )>> .", false)]
    [InlineData("<http://s> <http://p> <<( _:a <http://p> 1 )>> , <<( _:b <http://p> 2 )>> .", "<http://s> <http://p> <<( _:d <http://p> 2 )>> , <<( _:c <http://p> 1 )>> .", true)]
    public void Blank_nodes_in_triple_terms_are_renamed_with_the_others(string first, string second, bool expected)
    {
        Assert.Equal(expected, GraphIsomorphism.AreIsomorphic(Read(first), Read(second)));
    }

    [Fact]
    public void A_dataset_with_ground_triple_terms_has_a_canonical_form_and_one_with_blank_nodes_in_them_is_refused()
    {
        Assert.Equal(
            "_:c14n0 <http://p> <<( <http://s> <http://p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> )>> .\n",
            Rdfc10.Canonicalize(Read("_:a <http://p> <<( <http://s> <http://p> 1 )>> .")).ToString());
        Assert.Throws<NotSupportedException>(() => Rdfc10.Canonicalize(Read("<http://s> <http://p> <<( _:a <http://p> 1 )>> .")));
    }

    private static RdfDataset Read(string turtle) => RdfFormats.ParseDataset(Encoding.UTF8.GetBytes(turtle), RdfFormats.Turtle, new() { Version = RdfVersion.Rdf12 });
}
