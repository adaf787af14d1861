using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Updates;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Tests.Updates;

/// <summary>What the W3C suite does not say of updates: transactions, classes and access of graphs, limits, and the union default graph.</summary>
public sealed class UpdaterTests : IDisposable
{
    private readonly UpdateStore store = new();

    public void Dispose() => store.Dispose();

    [Fact]
    public void Each_operation_sees_what_those_before_it_did()
    {
        var result = store.Update("""
            INSERT DATA { :a :p 1 . GRAPH :g { :a :p 2 } } ;
            INSERT { :b :q ?o } WHERE { :a :p ?o FILTER(?o = 1) } ;
            DELETE WHERE { :a :p ?o } ;
            INSERT { :c :seen ?o } WHERE { :b :q ?o OPTIONAL { :a :p ?gone FILTER(?gone = 1) } FILTER(!BOUND(?gone)) }
            """);

        Assert.Equal(":a :p 2 @:g | :b :q 1 | :c :seen 1", store.All());
        Assert.Equal((3, 0), (result.Added, result.Removed));
        Assert.Equal(1, result.CommitNumber);
    }

    [Fact]
    public void A_request_that_fails_changes_nothing_of_what_went_before_it()
    {
        store.Update("INSERT DATA { :a :p 1 }");

        var failed = Assert.Throws<SparqlUpdateException>(() => store.Update("INSERT DATA { :b :p 1 } ; DELETE WHERE { :a ?p ?o } ; CREATE GRAPH :g ; CREATE GRAPH :g"));

        Assert.Equal(UpdateFault.GraphExists, failed.Fault);
        Assert.Equal(":a :p 1", store.All());
        Assert.Equal(1, store.Quads.CommitNumber);
    }

    [Theory]
    [InlineData("INSERT DATA { :a :p 1 }")]
    [InlineData("DELETE DATA { :a :p 2 . :x :y :z }")]
    [InlineData("DELETE { ?s ?p ?o } INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }")]
    [InlineData("DELETE DATA { :a :p 1 } ; INSERT DATA { :a :p 1 }")]
    [InlineData("INSERT DATA { :b :p 1 } ; DELETE DATA { :b :p 1 }")]
    [InlineData("CLEAR GRAPH :missing ; CREATE GRAPH :empty")]
    [InlineData("ADD DEFAULT TO DEFAULT ; COPY DEFAULT TO DEFAULT ; MOVE DEFAULT TO DEFAULT")]
    [InlineData("")]
    public void A_request_that_changes_nothing_commits_nothing(string update)
    {
        store.Update("INSERT DATA { :a :p 1 }");

        var result = store.Update(update);

        Assert.False(result.Changed);
        Assert.Equal((0, 1L), (result.Graphs.Count, result.CommitNumber));
        Assert.Equal(1, store.Quads.CommitNumber);
        Assert.Equal(":a :p 1", store.All());
    }

    [Fact]
    public void The_result_says_per_graph_what_changed()
    {
        store.Update("INSERT DATA { :a :p 1, 2 GRAPH :g { :a :p 1 } GRAPH :h { :a :p 1 } }");

        var result = store.Update("DELETE { GRAPH ?g { ?s ?p ?o } :a :p 2 } INSERT { GRAPH ?g { ?s :new ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }");

        Assert.Equal(
            [(null, 0L, 1L, 1L), ("http://e/g", 1, 1, 1), ("http://e/h", 1, 1, 1)],
            result.Graphs.Select(graph => ((graph.Graph as Iri)?.Value, graph.Added, graph.Removed, graph.QuadCount)).OrderBy(graph => graph.Item1, StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_deleted_and_inserted_at_once_stays()
    {
        store.Update("INSERT DATA { :a :p 1, 2 }");

        store.Update("DELETE { ?s :p ?o } INSERT { ?s :p ?next } WHERE { ?s :p ?o BIND(?o + 1 AS ?next) }");

        Assert.Equal(":a :p 2 | :a :p 3", store.All());
    }

    [Fact]
    public void Labels_of_data_and_of_each_solution_are_new_nodes()
    {
        store.Update("INSERT DATA { _:b :p _:c . _:c :p _:b } ; INSERT { _:b :of ?o } WHERE { ?s :p ?o }");

        Assert.Equal("_ :of _ | _ :of _ | _ :p _ | _ :p _", store.All());
        using var snapshot = store.Quads.OpenSnapshot(ReaderScope.Internal);
        Assert.Equal("4", Answer("SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s ?p ?o }"));
    }

    [Fact]
    public void A_pattern_outside_GRAPH_reads_the_union_and_its_template_changes_the_unnamed_graph()
    {
        store.Update("INSERT DATA { :a :p 1 GRAPH :g { :a :p 2 } }");

        store.Update("DELETE { ?s ?p ?o } INSERT { :seen :value ?o } WHERE { ?s ?p ?o }");

        Assert.Equal(":a :p 2 @:g | :seen :value 1 | :seen :value 2", store.All());
    }

    [Fact]
    public void A_store_can_be_updated_without_a_union()
    {
        using var other = new UpdateStore(new SparqlUpdaterOptions { DefaultGraph = UpdateDefaultGraph.Unnamed });
        other.Update("INSERT DATA { :a :p 1 GRAPH :g { :a :p 2 } }");

        other.Update("INSERT { :seen :value ?o } WHERE { ?s ?p ?o }");

        Assert.Equal(":a :p 1 | :a :p 2 @:g | :seen :value 1", other.All());
    }

    [Fact]
    public void The_protocol_names_the_dataset_of_every_pattern()
    {
        store.Update("INSERT DATA { :a :p 1 GRAPH :g { :a :p 2 } GRAPH :h { :a :p 3 } }");

        store.Updater.Update(
            new SparqlUpdateRequest
            {
                Update = "INSERT { <http://e/x> <http://e/default> ?o . <http://e/x> <http://e/named> ?n } WHERE { ?s ?p ?o GRAPH ?g { ?s2 ?p2 ?n } }",
                UsingGraphs = ["http://e/g"],
                UsingNamedGraphs = ["http://e/h"],
            },
            CancellationToken.None);

        Assert.Equal(":a :p 1 | :a :p 2 @:g | :a :p 3 @:h | :x :default 2 | :x :named 3", store.All());
    }

    [Theory]
    [InlineData("WITH <http://e/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }")]
    [InlineData("DELETE { ?s ?p ?o } USING <http://e/g> WHERE { ?s ?p ?o }")]
    [InlineData("INSERT { ?s ?p ?o } USING NAMED <http://e/g> WHERE { GRAPH ?g { ?s ?p ?o } }")]
    public void A_request_names_its_dataset_once(string update)
    {
        var conflict = Assert.Throws<SparqlUpdateException>(
            () => store.Updater.Update(new SparqlUpdateRequest { Update = update, UsingGraphs = ["http://e/h"] }, CancellationToken.None));

        Assert.Equal(UpdateFault.DatasetConflict, conflict.Fault);
    }

    [Fact]
    public void A_new_graph_is_open_content()
    {
        store.Update("INSERT DATA { GRAPH :g { :a :p 1 } }");

        Assert.Equal((GraphClass.Content, AccessLevel.Open), (store.Graph("g").Class, store.Graph("g").Access));
    }

    [Fact]
    public void A_graph_stays_what_it_is_and_its_copy_is_the_same()
    {
        store.Put("closed", ":a :p 1", GraphClass.Terms, AccessLevel.Closed);

        store.Update("INSERT DATA { GRAPH :closed { :a :p 2 } } ; COPY :closed TO :copy ; DELETE DATA { GRAPH :closed { :a :p 1, 2 } } ; INSERT DATA { GRAPH :closed { :b :p 3 } }");

        Assert.Equal(":a :p 1 @:copy | :a :p 2 @:copy | :b :p 3 @:closed", store.All());
        Assert.All(["closed", "copy"], name => Assert.Equal((GraphClass.Terms, AccessLevel.Closed), (store.Graph(name).Class, store.Graph(name).Access)));
    }

    [Theory]
    [InlineData("INSERT DATA { GRAPH :own { :a :p 2 } }")]
    [InlineData("DELETE DATA { GRAPH :own { :a :p 1 } }")]
    [InlineData("DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }")]
    [InlineData("CLEAR GRAPH :own")]
    [InlineData("DROP GRAPH :own")]
    [InlineData("MOVE :own TO :mine")]
    [InlineData("ADD :content TO :own")]
    [InlineData("CREATE GRAPH :own")]
    public void The_node_s_own_graphs_are_not_changed(string update)
    {
        store.Put("own", ":a :p 1", GraphClass.System);
        store.Put("content", ":c :p 1", GraphClass.Content);

        var refused = Assert.Throws<SparqlUpdateException>(() => store.Update(update));

        Assert.Equal(UpdateFault.NotWritable, refused.Fault);
        Assert.Contains("<http://e/own>", refused.Message, StringComparison.Ordinal);
        Assert.Equal(":a :p 1 @:own | :c :p 1 @:content", store.All());
    }

    [Theory]
    [InlineData("CLEAR ALL")]
    [InlineData("DROP ALL")]
    [InlineData("CLEAR NAMED ; CLEAR DEFAULT")]
    [InlineData("DROP SILENT GRAPH :own ; DROP ALL")]
    public void All_graphs_are_those_that_updates_may_change(string update)
    {
        store.Put("own", ":a :p 1", GraphClass.System);
        store.Update("INSERT DATA { :a :p 1 GRAPH :g { :a :p 2 } GRAPH :h { :a :p 3 } }");

        store.Update(update);

        Assert.Equal(":a :p 1 @:own", store.All());
    }

    [Fact]
    public void A_public_request_neither_reads_nor_changes_closed_graphs()
    {
        store.Put("closed", ":a :secret 1", GraphClass.Content, AccessLevel.Closed);

        store.Update("INSERT { :found ?p ?o } WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } ; DROP ALL", ReaderScope.Public);
        var refused = Assert.Throws<SparqlUpdateException>(() => store.Update("INSERT DATA { GRAPH :closed { :b :p 1 } }", ReaderScope.Public));

        Assert.Equal(UpdateFault.NotWritable, refused.Fault);
        Assert.Equal(":a :secret 1 @:closed", store.All());
    }

    [Theory]
    [InlineData("DROP GRAPH :missing")]
    [InlineData("COPY :missing TO :g")]
    [InlineData("MOVE :missing TO :g")]
    [InlineData("ADD :missing TO :g")]
    public void A_graph_that_is_not_there_is_told_of(string update)
    {
        store.Update("INSERT DATA { GRAPH :g { :a :p 1 } }");

        var refused = Assert.Throws<SparqlUpdateException>(() => store.Update(update));
        store.Update(update.Replace(" :missing", " SILENT :missing", StringComparison.Ordinal).Replace("DROP GRAPH SILENT", "DROP SILENT GRAPH", StringComparison.Ordinal));

        Assert.Equal(UpdateFault.GraphMissing, refused.Fault);
        Assert.Equal(":a :p 1 @:g", store.All());
    }

    [Fact]
    public void A_pattern_cannot_insert_what_is_no_quad()
    {
        store.Update("INSERT DATA { :a :p 1 }");

        store.Update("INSERT { ?o :p :x . :ok ?o :x . :ok :p ?unbound . :ok :p ?s . GRAPH ?o { :a :b :c } } WHERE { ?s :p ?o }");

        Assert.Equal(":a :p 1 | :ok :p :a", store.All());
    }

    [Theory]
    [InlineData("INSERT DATA { :a :p 1, 2, 3, 4 }")]
    [InlineData("INSERT { ?s :q ?x } WHERE { ?s :p ?o VALUES ?x { 1 2 3 4 } }")]
    [InlineData("ADD :many TO :g")]
    public void A_request_that_would_change_too_much_changes_nothing(string update)
    {
        store.Update("INSERT DATA { :z :p 1 GRAPH :many { :m :p 1, 2, 3, 4 } }");
        var before = store.All();

        var stopped = Assert.Throws<QueryLimitException>(() => store.Update(update, limits: QueryLimits.Default with { Rows = 3 }));

        Assert.Equal(QueryLimit.Rows, stopped.Limit);
        Assert.Equal(before, store.All());
    }

    [Fact]
    public void The_time_limit_includes_waiting_for_another_writer()
    {
        using var writer = store.Quads.BeginWrite();

        var stopped = Assert.Throws<QueryLimitException>(() => store.Update("INSERT DATA { :a :p 1 }", limits: QueryLimits.Default with { Time = TimeSpan.FromMilliseconds(20) }));

        Assert.Equal(QueryLimit.Time, stopped.Limit);
    }

    [Fact]
    public void LOAD_is_refused_unless_it_is_allowed()
    {
        var refused = Assert.Throws<SparqlUpdateException>(() => store.Update("LOAD <http://e/document>"));
        store.Update("LOAD SILENT <http://e/document> ; INSERT DATA { :a :p 1 }");

        Assert.Equal(UpdateFault.LoadNotAllowed, refused.Fault);
        Assert.Equal(":a :p 1", store.All());
    }

    [Fact]
    public void LOAD_adds_a_document_whole_or_not_at_all()
    {
        using var loading = new UpdateStore(new SparqlUpdaterOptions { Loader = new Documents() });

        loading.Update("LOAD <http://e/good> INTO GRAPH :g ; LOAD <http://e/good>");
        var failed = Assert.Throws<SparqlUpdateException>(() => loading.Update("LOAD <http://e/bad> INTO GRAPH :h"));
        loading.Update("LOAD SILENT <http://e/bad> INTO GRAPH :h");

        Assert.Equal(UpdateFault.LoadFailed, failed.Fault);
        Assert.Contains("<http://e/bad>", failed.Message, StringComparison.Ordinal);
        Assert.Equal(":s :p 1 | :s :p 1 @:g | :s :q _ | :s :q _ @:g", loading.All());
    }

    private string Answer(string query)
    {
        using var result = (SolutionSequence)new SparqlDataset(() => store.Quads.OpenSnapshot(ReaderScope.Internal)).Query(new SparqlRequest { Query = query }, CancellationToken.None);
        Assert.True(result.MoveNext());
        return ((Literal)result[0]!).LexicalForm;
    }

    private sealed class Documents : IDocumentLoader
    {
        public void Load(Iri source, IQuadSink sink, CancellationToken cancellation)
        {
            sink.Quad(new Quad(new Iri("http://e/s"), new Iri("http://e/p"), new Literal("1"), null));
            if (source.Value == "http://e/bad")
                throw new DocumentLoadException("line 2 is not Turtle.");
            sink.Quad(new Quad(new Iri("http://e/s"), new Iri("http://e/q"), new BlankNode("b"), null));
        }
    }
}
