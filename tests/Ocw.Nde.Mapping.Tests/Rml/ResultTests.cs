using System.Globalization;
using System.IO.Compression;
using System.Text;
using Ocw.Nde.Mapping.Rml;
using Ocw.Nde.Mapping.Rml.Running;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Tests.Rml;

public sealed class ResultTests : IDisposable
{
    private readonly RmlFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_statement_is_known_for_a_window_of_others_and_forgotten_after_two()
    {
        var seen = new DuplicateWindow(1000);
        bool IsNew(int i) => seen.IsNew(TermSpan.Iri("https://x.example/1"u8), TermSpan.Iri("https://schema.org/name"u8), TermSpan.Literal(Encoding.UTF8.GetBytes($"waarde {i}")), TermSpan.None, 0);

        Assert.All(Enumerable.Range(0, 1000), i => Assert.True(IsNew(i)));
        Assert.All(Enumerable.Range(0, 1000), i => Assert.False(IsNew(i)));
        Assert.All(Enumerable.Range(1000, 4000), i => Assert.True(IsNew(i)));
        Assert.True(IsNew(0));
    }

    [Fact]
    public void Repeats_are_left_out_and_told_apart_by_graph_and_datatype()
    {
        _folder.With("a.csv", "id,g\n1,a\n1,a\n1,b\n");

        var lines = _folder.Run($$"""
            :Map rml:logicalSource [ {{RmlFolder.Csv("a.csv")}} ] ;
              rml:subjectMap [ rml:template "https://x.example/{id}" ; rml:graphMap [ rml:template "https://g.example/{g}" ] ] ;
              rml:predicateObjectMap [ rml:predicate s:name ; rml:object "1", 1 ] .
            """);

        Assert.Equal(4, lines.Count);
        Assert.Equal(4, _folder.Report.Statements);
    }

    [Fact]
    public void A_named_list_is_added_to_by_later_records_and_ends_with_the_run()
    {
        _folder.With("a.json", """[{"id":"x","v":["1","2"]},{"id":"y","v":["9"]},{"id":"x","v":["3"]}]""");

        var lines = _folder.Run($$"""
            :Map rml:logicalSource [ {{RmlFolder.Json("a.json", "$[*]")}} ] ;
              rml:subjectMap [ rml:template "https://x.example/{$.id}" ] ;
              rml:predicateObjectMap [ rml:predicate s:about ; rml:objectMap [ rml:template "https://l.example/{$.id}" ; rml:gather ( [ rml:reference "$.v[*]" ] ) ; rml:gatherAs rdf:List ] ] .
            """);

        Assert.Equal(4, lines.Count(l => l.Contains("#first>", StringComparison.Ordinal)));
        Assert.Equal(2, lines.Count(l => l.EndsWith("#nil>", StringComparison.Ordinal)));
        Assert.Contains("<https://l.example/x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> \"1\"", lines);
    }

    [Fact]
    public void Statements_go_to_the_files_that_their_terms_name_and_no_others()
    {
        _folder.With("a.csv", "id,name\n1,a\n");
        var lines = _folder.Run($$"""
            :Map rml:logicalSource [ {{RmlFolder.Csv("a.csv")}} ] ;
              rml:subjectMap [ rml:template "https://x.example/{id}" ; rml:class s:Thing ] ;
              rml:predicateObjectMap [ rml:predicate s:name ; rml:objectMap [ rml:reference "name" ; rml:logicalTarget :Names ] ] .
            :Names rml:target [ rml:path "out/names.nt.gz" ] ; rml:serialization formats:N-Triples ; rml:compression rml:gzip .
            """);

        Assert.Equal(["<https://x.example/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/Thing>"], lines);
        using var written = new StreamReader(new GZipStream(File.OpenRead(_folder.PathOf("out/names.nt.gz")), CompressionMode.Decompress));
        Assert.Equal("<https://x.example/1> <https://schema.org/name> \"a\" .\n", written.ReadToEnd());
        Assert.Single(Directory.GetFiles(_folder.PathOf("out")));
    }

    [Fact]
    public void A_target_outside_the_folder_is_refused_and_a_failed_run_leaves_no_file()
    {
        _folder.With("a.csv", "id,name\n1,a\n2,\"b\n");
        var map = $$"""
            :Map rml:logicalSource [ {{RmlFolder.Csv("a.csv")}} ] ;
              rml:subjectMap [ rml:template "https://x.example/{id}" ; rml:logicalTarget :Out ] ;
              rml:predicateObjectMap [ rml:predicate s:name ; rml:objectMap [ rml:reference "name" ] ] .
            :Out rml:target [ rml:path "TARGET" ] .
            """;

        Assert.Contains("Targets are written below the folder of the mapping", _folder.Refusal(map.Replace("TARGET", "../out.nq", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("never ends", _folder.Refusal(map.Replace("TARGET", "out.nq", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(["a.csv", "mapping.ttl"], Directory.GetFiles(_folder.PathOf(".")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_run_ends_at_its_ceiling_of_statements_and_when_it_is_cancelled()
    {
        var table = new StringBuilder("id,name\n");
        for (var i = 0; i < 100; i++)
            table.Append(CultureInfo.InvariantCulture, $"{i},a\n");
        _folder.With("a.csv", table.ToString());
        var map = RmlFolder.Map(RmlFolder.Csv("a.csv"), "https://x.example/{id}", "name");

        Assert.Contains("more than 50 statements", _folder.Refusal(map, new RmlOptions { MaxStatements = 50 }), StringComparison.Ordinal);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => RmlMapping.Load(_folder.PathOf("mapping.ttl")).Run(new Rdf.Graphs.RdfGraphSink(new Rdf.Graphs.RdfGraph()), cancellation: cancelled.Token));
    }

    [Fact]
    public void A_reference_that_never_finds_anything_is_noticed_and_a_fault_when_that_is_asked()
    {
        _folder.With("a.json", """[{"id":1}]""");
        var map = RmlFolder.Map(RmlFolder.Json("a.json", "$[*]"), "https://x.example/{$.id}", "$.naam");

        _folder.Run(map);
        Assert.Equal(0, _folder.Report.Faults);
        Assert.Contains("the reference «$.naam» found nothing in any record", Assert.Single(_folder.Report.Notices), StringComparison.Ordinal);
        _folder.Run(map, new RmlOptions { Strict = true });
        Assert.Equal(1, _folder.Report.Faults);
    }

    [Fact]
    public void The_first_vocabulary_is_the_same_mapping()
    {
        _folder.With("a.csv", "id,name\n1,a\n").With("old.ttl", """
            @prefix rr: <http://www.w3.org/ns/r2rml#> .
            @prefix rml: <http://semweb.mmlab.be/ns/rml#> .
            @prefix ql: <http://semweb.mmlab.be/ns/ql#> .
            @prefix fnml: <http://semweb.mmlab.be/ns/fnml#> .
            @prefix fno: <https://w3id.org/function/ontology#> .
            @prefix grel: <http://users.ugent.be/~bjdmeest/function/grel.ttl#> .
            <#Map> rml:logicalSource [ rml:source "a.csv" ; rml:referenceFormulation ql:CSV ] ;
              rr:subjectMap [ rr:template "https://x.example/{id}" ; rr:class <https://schema.org/Thing> ] ;
              rr:predicateObjectMap [ rr:predicate <https://schema.org/name> ; rr:objectMap [ fnml:functionValue [
                rr:predicateObjectMap [ rr:predicate fno:executes ; rr:objectMap [ rr:constant grel:toUpperCase ] ] ;
                rr:predicateObjectMap [ rr:predicate grel:valueParameter ; rr:objectMap [ rml:reference "name" ] ] ] ] ] .
            """);

        Assert.Equal(["<https://x.example/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/Thing>", "<https://x.example/1> <https://schema.org/name> \"A\""], _folder.RunFile(_folder.PathOf("old.ttl")));
    }
}
