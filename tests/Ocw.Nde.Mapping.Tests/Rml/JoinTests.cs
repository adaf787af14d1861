using System.Globalization;
using System.Text;
using Ocw.Nde.Mapping.Rml;
using Ocw.Nde.Mapping.Rml.Joins;

namespace Ocw.Nde.Mapping.Tests.Rml;

public sealed class JoinTests : IDisposable
{
    private readonly RmlFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_join_that_goes_to_disk_gives_what_one_in_memory_gives()
    {
        var makers = new StringBuilder("id,name\n");
        var objects = new StringBuilder("nr,maker\n");
        for (var i = 0; i < 3000; i++)
        {
            makers.Append(CultureInfo.InvariantCulture, $"{i % 1000},{i}\n");
            objects.Append(CultureInfo.InvariantCulture, $"{i},{i % 1500}\n");
        }

        _folder.With("makers.csv", makers.ToString()).With("objects.csv", objects.ToString());
        var map = $$"""
            :Object rml:logicalSource [ {{RmlFolder.Csv("objects.csv")}} ] ;
              rml:subjectMap [ rml:template "https://x.example/{nr}" ] ;
              rml:predicateObjectMap [ rml:predicate s:creator ; rml:objectMap [ rml:parentTriplesMap :Maker ; rml:joinCondition [ rml:child "maker" ; rml:parent "id" ] ] ] .
            :Maker rml:logicalSource [ {{RmlFolder.Csv("makers.csv")}} ] ;
              rml:subjectMap [ rml:template "https://x.example/maker/{name}" ] .
            """;

        var inMemory = _folder.Run(map);
        var onDisk = _folder.Run(map, new RmlOptions { MaxJoinBytes = 10_000, TemporaryFolder = _folder.PathOf(".") });

        Assert.Equal(6000, inMemory.Count);
        Assert.Equal(inMemory, onDisk);
        Assert.Equal(["makers.csv", "mapping.ttl", "objects.csv"], Directory.GetFiles(_folder.PathOf(".")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_table_gives_payloads_in_the_order_in_which_they_came_from_memory_and_disk()
    {
        using var table = new JoinTable(1 << 20, Path.GetTempPath());
        for (var i = 0; i < 60_000; i++)
            table.Add(Encoding.UTF8.GetBytes($"key {i % 20_000}"), Encoding.UTF8.GetBytes($"payload {i}"));

        var found = new List<ReadOnlyMemory<byte>>();
        table.Find("key 7"u8, found);

        Assert.True(table.SpilledBytes > 0);
        Assert.Equal(["payload 7", "payload 20007", "payload 40007"], found.Select(f => Encoding.UTF8.GetString(f.Span)));
    }

    [Fact]
    public void Conditions_are_joined_by_all_of_their_values_and_never_by_half()
    {
        _folder.With("a.json", """[{"k":["ab","x"],"l":"c"}]""").With("b.json", """[{"k":"a","l":"bc","n":"1"},{"k":"ab","l":"c","n":"2"},{"k":"x","l":"c","n":"3"}]""");

        var lines = _folder.Run($$"""
            :A rml:logicalSource [ {{RmlFolder.Json("a.json", "$[*]")}} ] ; rml:subject :a ;
              rml:predicateObjectMap [ rml:predicate s:about ; rml:objectMap [ rml:parentTriplesMap :B ; rml:joinCondition [ rml:child "$.k[*]" ; rml:parent "$.k" ], [ rml:child "$.l" ; rml:parent "$.l" ] ] ] .
            :B rml:logicalSource [ {{RmlFolder.Json("b.json", "$[*]")}} ] ; rml:subjectMap [ rml:template "https://x.example/{$.n}" ] .
            """);

        Assert.Equal(["<https://x.example/2>", "<https://x.example/3>"], lines.Select(l => l.Split(' ')[2]));
    }

    [Fact]
    public void Views_join_tables_with_documents_and_number_what_is_in_them()
    {
        _folder.With("makers.csv", "naam,geboren\nSmits,1600\nBol,1616\n").With("works.json", """[{"maker":"Smits","titles":["Delft","Zee"]}]""");
        var map = $$"""
            :Works a rml:LogicalView ; rml:viewOn [ {{RmlFolder.Json("works.json", "$[*]")}} ] ;
              rml:field [ rml:fieldName "maker" ; rml:reference "$.maker" ], [ rml:fieldName "title" ; rml:reference "$.titles[*]" ] .
            :Makers a rml:LogicalView ; rml:viewOn [ {{RmlFolder.Csv("makers.csv")}} ] ;
              rml:field [ rml:fieldName "naam" ; rml:reference "naam" ] ;
              rml:JOIN [ rml:parentLogicalView :Works ; rml:joinCondition [ rml:child "naam" ; rml:parent "maker" ] ; rml:field [ rml:fieldName "title" ; rml:reference "title" ] ] .
            :Map rml:logicalSource :Makers ; rml:subjectMap [ rml:template "https://x.example/{naam}" ; rml:class s:Person ] ;
              rml:predicateObjectMap [ rml:predicate s:name ; rml:objectMap [ rml:template "{title.#} {title}" ; rml:termType rml:Literal ] ] .
            """;

        Assert.Equal(4, _folder.Run(map.Replace("JOIN", "leftJoin", StringComparison.Ordinal)).Count);
        Assert.Equal(3, _folder.Run(map.Replace("JOIN", "innerJoin", StringComparison.Ordinal)).Count);
        Assert.Contains("<https://x.example/Smits> <https://schema.org/name> \"1 Zee\"", _folder.Run(map.Replace("JOIN", "innerJoin", StringComparison.Ordinal)));
    }
}
