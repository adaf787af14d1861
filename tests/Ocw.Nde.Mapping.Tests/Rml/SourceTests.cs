using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Ocw.Nde.Mapping.Rml;

namespace Ocw.Nde.Mapping.Tests.Rml;

public sealed class SourceTests : IDisposable
{
    private readonly RmlFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Quotes_line_breaks_and_commas_inside_quotes_belong_to_the_field()
    {
        _folder.With("a.csv", "\uFEFFid,name\r\n1,\"Smits, C.J.\r\n(\"\"de oude\"\")\"\r\n2,Bol\r\n");

        var lines = _folder.Run(RmlFolder.Map(RmlFolder.Csv("a.csv"), "https://x.example/{id}", "name"));

        Assert.Equal(["<https://x.example/1> <https://schema.org/name> \"Smits, C.J.\\r\\n(\\\"de oude\\\")\"", "<https://x.example/2> <https://schema.org/name> \"Bol\""], lines);
    }

    [Fact]
    public void A_table_of_more_than_one_buffer_is_read_whole()
    {
        var table = new StringBuilder("id,name\n");
        for (var i = 0; i < 4000; i++)
            table.Append(CultureInfo.InvariantCulture, $"{i},\"naam \"\"{i}\"\" {new string('x', i % 60)}\"\n");
        _folder.With("a.csv", table.ToString());

        var lines = _folder.Run(RmlFolder.Map(RmlFolder.Csv("a.csv"), "https://x.example/{id}", "name"));

        Assert.Equal(4000, lines.Count);
        Assert.Contains("<https://x.example/3999> <https://schema.org/name> \"naam \\\"3999\\\" " + new string('x', 3999 % 60) + "\"", lines);
    }

    [Fact]
    public void A_column_that_is_not_there_is_refused_with_the_names_of_those_that_are()
    {
        _folder.With("a.csv", "id,titel\n1,a\n");

        var refusal = _folder.Refusal(RmlFolder.Map(RmlFolder.Csv("a.csv"), "https://x.example/{id}", "title"));

        Assert.Contains("a.csv, line 1: there is no column «title»; the columns are «id», «titel»", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_with_too_few_fields_is_left_out_and_told_with_its_line()
    {
        _folder.With("a.csv", "id,name\n1,a\n2\n3,c\n");

        Assert.Equal(2, _folder.Run(RmlFolder.Map(RmlFolder.Csv("a.csv"), "https://x.example/{id}", "name")).Count);

        Assert.Equal(1, _folder.Report.Faults);
        Assert.StartsWith("a.csv, line 3: the row has 1 fields and the header 2", Assert.Single(_folder.Report.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void A_quote_that_is_never_closed_is_refused_with_its_line() =>
        Assert.Contains("line 2: a quoted field begins in this row and never ends", _folder.With("a.csv", "id,name\n1,\"a\n2,b\n").Refusal(RmlFolder.Map(RmlFolder.Csv("a.csv"), "https://x.example/{id}", "name")), StringComparison.Ordinal);

    [Fact]
    public void Null_values_give_no_statements_and_the_empty_text_is_a_value()
    {
        _folder.With("a.csv", "id,name\n1,-\n2,\n");

        Assert.Equal(["<https://x.example/2> <https://schema.org/name> \"\""], _folder.Run(RmlFolder.Map(RmlFolder.Csv("a.csv", "; rml:null \"-\""), "https://x.example/{id}", "name")));
    }

    [Theory]
    [InlineData("windows-1252")]
    [InlineData("UTF-16")]
    [InlineData("UTF-8")]
    public void A_table_is_read_in_its_encoding(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        _folder.With("a.csv", Encoding.GetEncoding(encoding).GetBytes("id,name\n1,Zoë Krüger\n"));

        Assert.Equal(["<https://x.example/1> <https://schema.org/name> \"Zoë Krüger\""], _folder.Run(RmlFolder.Map(RmlFolder.Csv("a.csv", $"; rml:encoding \"{encoding}\""), "https://x.example/{id}", "name")));
    }

    [Fact]
    public void A_row_that_is_not_UTF_8_is_left_out_and_the_encoding_asked_for()
    {
        _folder.With("a.csv", [.. "id,name\n1,Zo"u8, 0xEB, .. "\n2,Bol\n"u8]);

        Assert.Equal(["<https://x.example/2> <https://schema.org/name> \"Bol\""], _folder.Run(RmlFolder.Map(RmlFolder.Csv("a.csv"), "https://x.example/{id}", "name")));
        Assert.Contains("rml:encoding", Assert.Single(_folder.Report.Messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zip")]
    [InlineData("targz")]
    public void A_packed_source_is_unpacked(string compression)
    {
        using var packed = new MemoryStream();
        var table = "id,name\n1,a\n"u8.ToArray();
        if (compression == "zip")
        {
            using var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true);
            using var entry = zip.CreateEntry("a.csv").Open();
            entry.Write(table);
        }
        else
        {
            using var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true);
            if (compression == "gzip")
            {
                gzip.Write(table);
            }
            else
            {
                using var tar = new TarWriter(gzip);
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "a.csv") { DataStream = new MemoryStream(table) });
            }
        }

        _folder.With("a.packed", packed.ToArray());

        Assert.Single(_folder.Run(RmlFolder.Map(RmlFolder.Csv("a.packed", $"; rml:compression rml:{compression}"), "https://x.example/{id}", "name")));
    }

    [Fact]
    public void A_record_of_more_than_one_buffer_is_read_from_a_stream_of_JSON()
    {
        var text = new string('é', 100_000);
        _folder.With("a.json", $$$"""{"skip":[{"id":0}],"items":[{"id":1,"name":"{{{text}}}"},{"id":2,"name":"b"}],"after":{"items":[3]}}""");

        var lines = _folder.Run(RmlFolder.Map(RmlFolder.Json("a.json", "$.items[*]"), "https://x.example/{$.id}", "$.name"));

        Assert.Equal([$"<https://x.example/1> <https://schema.org/name> \"{text}\"", "<https://x.example/2> <https://schema.org/name> \"b\""], lines);
    }

    [Fact]
    public void Lines_of_JSON_are_records()
    {
        _folder.With("a.jsonl", "{\"id\":1,\"name\":\"a\"}\n{\"id\":2,\"name\":null}\n{\"id\":3,\"name\":true}\n");

        Assert.Equal(
            ["<https://x.example/1> <https://schema.org/name> \"a\"", "<https://x.example/3> <https://schema.org/name> \"true\"^^<http://www.w3.org/2001/XMLSchema#boolean>"],
            _folder.Run(RmlFolder.Map(RmlFolder.Json("a.jsonl", "$"), "https://x.example/{$.id}", "$.name")));
    }

    [Fact]
    public void JSON_that_is_cut_off_is_refused() =>
        Assert.Contains("a.json", _folder.With("a.json", "[{\"id\":1,\"name\":\"a\"},{\"id\":2").Refusal(RmlFolder.Map(RmlFolder.Json("a.json", "$[*]"), "https://x.example/{$.id}", "$.name")), StringComparison.Ordinal);

    [Theory]
    [InlineData("//c", "@id", "1,2,3")]
    [InlineData("/r/g/c", "../@g", "x,x")]
    [InlineData("/r/g/c[@id='2']", "@id", "2")]
    [InlineData("/r/g/c", "preceding-sibling::c/@id", "1")]
    [InlineData("/r/g", "c/c/@id", "3")]
    public void XPath_finds_records_and_what_is_in_and_around_them(string iterator, string reference, string expected)
    {
        _folder.With("a.xml", "<r><g g='x'><c id='1'/><c id='2'><c id='3'/></c></g></r>");

        var lines = _folder.Run($$"""
            :Map rml:logicalSource [ {{RmlFolder.Xml("a.xml", iterator)}} ] ;
              rml:subjectMap [ rml:termType rml:BlankNode ] ;
              rml:predicateObjectMap [ rml:predicate s:name ; rml:objectMap [ rml:reference "{{reference}}" ] ] .
            """);

        Assert.Equal(expected.Split(','), lines.Select(l => l[(l.IndexOf('"', StringComparison.Ordinal) + 1)..^1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Prefixes_of_XPath_are_those_of_the_mapping()
    {
        _folder.With("a.xml", "<l:lido xmlns:l='http://www.lido-schema.org'><l:title>Gezicht op Delft</l:title></l:lido>");

        var lines = _folder.Run("""
            :Map rml:logicalSource [ rml:source [ rml:path "a.xml" ] ; rml:iterator "/lido:lido" ;
                rml:referenceFormulation [ a rml:XPathReferenceFormulation ; rml:namespace [ rml:namespacePrefix "lido" ; rml:namespaceURL "http://www.lido-schema.org" ] ] ] ;
              rml:subject :delft ;
              rml:predicateObjectMap [ rml:predicate s:name ; rml:objectMap [ rml:reference "lido:title" ] ] .
            """);

        Assert.Equal(["<https://m.example/delft> <https://schema.org/name> \"Gezicht op Delft\""], lines);
    }

    [Fact]
    public void A_document_type_declaration_is_refused() =>
        Assert.Contains("a.xml", _folder.With("a.xml", "<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><r>&e;</r>").Refusal(RmlFolder.Map(RmlFolder.Xml("a.xml", "/r"), "https://x.example/{.}", ".")), StringComparison.Ordinal);

    [Fact]
    public void A_record_over_the_ceiling_is_refused_in_every_kind_of_source()
    {
        var options = new RmlOptions { MaxRecordBytes = 1000 };
        var text = new string('x', 300_000);
        _folder.With("a.csv", $"id,name\n1,{text}\n").With("a.json", $$"""[{"id":1,"name":"{{text}}"}]""").With("a.xml", $"<r><c><id>1</id><name>{text}</name></c></r>");

        Assert.Contains("a row is longer than 1000 bytes", _folder.Refusal(RmlFolder.Map(RmlFolder.Csv("a.csv"), "https://x.example/{id}", "name"), options), StringComparison.Ordinal);
        Assert.Contains("a record is larger than 1000 bytes", _folder.Refusal(RmlFolder.Map(RmlFolder.Json("a.json", "$[*]"), "https://x.example/{id}", "name"), options), StringComparison.Ordinal);
        Assert.Contains("a record is larger than", _folder.Refusal(RmlFolder.Map(RmlFolder.Xml("a.xml", "/r/c"), "https://x.example/{id}", "name"), options), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_outside_the_folder_of_the_mapping_is_read_unless_it_is_allowed()
    {
        using var elsewhere = new RmlFolder();
        elsewhere.With("b.csv", "id,name\n1,a\n");
        File.CreateSymbolicLink(_folder.PathOf("link.csv"), elsewhere.PathOf("b.csv"));

        Assert.Contains("lies outside the folder of the mapping", _folder.Refusal(RmlFolder.Map(RmlFolder.Csv(elsewhere.PathOf("b.csv")), "https://x.example/{id}", "name")), StringComparison.Ordinal);
        Assert.Contains("lies outside the folder of the mapping", _folder.Refusal(RmlFolder.Map(RmlFolder.Csv("link.csv"), "https://x.example/{id}", "name")), StringComparison.Ordinal);
        Assert.Contains("lies outside the folder of the mapping", _folder.Refusal(RmlFolder.Map(RmlFolder.Csv("../../../etc/passwd"), "https://x.example/{id}", "name")), StringComparison.Ordinal);
        Assert.Single(_folder.Run(RmlFolder.Map(RmlFolder.Csv("link.csv"), "https://x.example/{id}", "name"), new RmlOptions { AllowedFolders = [elsewhere.PathOf(".")] }));
    }

    [Fact]
    public void The_web_is_not_read_unless_someone_opens_it()
    {
        var map = RmlFolder.Map(RmlFolder.Csv("https://data.example/a.csv"), "https://x.example/{id}", "name");

        Assert.Contains("is on the web, and no address is allowed", _folder.Refusal(map), StringComparison.Ordinal);
        Assert.Single(_folder.Run(map, new RmlOptions { OpenWeb = (request, _) => new MemoryStream("id,name\n1,a\n"u8.ToArray()) }));
    }

    [Fact]
    public void A_query_over_an_RDF_file_gives_records()
    {
        _folder.With("a.ttl", "<https://a.example/1> <https://schema.org/name> \"a\" ; <https://schema.org/height> 12 .");

        var lines = _folder.Run("""
            :Map rml:logicalSource [ rml:source [ rml:path "a.ttl" ] ; rml:referenceFormulation formats:SPARQL_Results_CSV ;
                rml:iterator "SELECT ?s ?h WHERE { ?s <https://schema.org/height> ?h }" ] ;
              rml:subjectMap [ rml:reference "s" ] ;
              rml:predicateObjectMap [ rml:predicate s:width ; rml:objectMap [ rml:reference "h" ] ] .
            """);

        Assert.Equal(["<https://a.example/1> <https://schema.org/width> \"12\"^^<http://www.w3.org/2001/XMLSchema#integer>"], lines);
    }
}
