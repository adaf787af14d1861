using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Shacl.Tests.Validation;

/// <summary>The validator over a store on disk: staged, committed, one graph or several.</summary>
public sealed class StoreTests : IDisposable
{
    private const string Shapes = """
        ex:S a sh:NodeShape ; sh:targetClass ex:C ;
            sh:property [ sh:path ex:p ; sh:minCount 1 ; sh:maxCount 1 ] , [ sh:path ( ex:q ex:name ) ; sh:minCount 1 ; sh:datatype rdf:langString ] ,
                [ sh:path [ sh:inversePath ex:q ] ; sh:maxCount 0 ] , [ sh:path ex:kind ; sh:in ( 1 ex:k 'tekst' ) ; sh:hasValue 'only in the shapes' ] .
        ex:T a sh:NodeShape ; sh:targetObjectsOf ex:kind ; sh:nodeKind sh:Literal .
        ex:Q a sh:NodeShape ; sh:targetObjectsOf ex:q , ex:kind ; sh:sparql
            [ sh:select 'SELECT $this ?value { $this <https://example.org/name> ?value FILTER(isBlank($this) && lang(?value) = "") }' ] ,
            [ sh:select 'SELECT $this { FILTER(isLiteral($this) && $this = 1) FILTER EXISTS { GRAPH $shapesGraph { $currentShape ?p ?o } } }' ] .
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ocwnde-shacl-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_store_gives_the_same_results_as_a_graph_in_memory()
    {
        var data = string.Join('\n', Enumerable.Range(0, 3_000).Select(i =>
            $"ex:r{i} a ex:C ; ex:q [ ex:name 'n{i}'{(i % 7 == 0 ? "" : "@nl")} ] ; ex:kind {(i % 3) switch { 0 => "1", 1 => "ex:k", _ => "'een tekst die niet inline past'" }}{(i % 11 == 0 ? "" : " ; ex:p 1")} . {(i % 500 == 0 ? $"ex:x{i} ex:q ex:r{i} ." : "")}"));
        var expected = Ttl.Validate(data, Shapes).Summary();
        Assert.True(expected.Length > 3_000);

        using var store = QuadStore.Open(_folder.FullName);
        using (var transaction = store.BeginWrite())
        {
            Ttl.Graph(data).WriteTo(transaction.Stage(Ttl.Ex("g"), GraphClass.Content));
            using (var staged = transaction.OpenStaged(withCommitted: false))
                Assert.Equal(expected, Validate(staged));
            transaction.Commit();
        }

        using var snapshot = store.OpenSnapshot(ReaderScope.Public);
        Assert.Equal(expected, Validate(snapshot));
    }

    [Fact]
    public void Only_the_asked_graphs_are_the_data_graph_and_they_count_as_one()
    {
        using var store = QuadStore.Open(_folder.FullName);
        using (var transaction = store.BeginWrite())
        {
            Ttl.Graph("ex:a a ex:C ; ex:p 1 .").WriteTo(transaction.Stage(Ttl.Ex("open"), GraphClass.Content));
            Ttl.Graph("ex:a a ex:C ; ex:p 1 . ex:b a ex:C .").WriteTo(transaction.Stage(Ttl.Ex("closed"), GraphClass.Content, AccessLevel.Closed));
            Ttl.Graph("ex:c a ex:C .").WriteTo(transaction.Stage(Ttl.Ex("other"), GraphClass.Content));
            transaction.Commit();
        }

        const string One = "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:minCount 1 ; sh:maxCount 1 ] .";
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        var both = GraphSelector.MergeOf(IdOf(snapshot, "open"), IdOf(snapshot, "closed"));

        Assert.Equal(["b MinCount"], ShaclValidator.Validate(snapshot, both, Ttl.Shapes(One)).Summary());
        using var forAll = store.OpenSnapshot(ReaderScope.Public);
        Assert.Equal(["c MinCount"], ShaclValidator.Validate(forAll, GraphSelector.Default, Ttl.Shapes(One)).Summary());
    }

    private static TermId IdOf(Store.Snapshots.Snapshot source, string name) => source.Terms.Find(new TermBytes().Encode(Ttl.Ex(name)));

    private static string[] Validate(IQuadSource source) => ShaclValidator.Validate(source, GraphSelector.Default, Ttl.Shapes(Shapes)).Summary();
}
