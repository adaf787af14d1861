using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.TestSupport;
using static Ocw.Nde.Rdf.Tests.Hostile.HostileManifest;

namespace Ocw.Nde.Rdf.Tests.Hostile;

/// <summary>What the notes of the hostile manifest ask beyond acceptance and refusal.</summary>
public class HostileNoteTests
{
    [SharedFact(Folder)]
    public void Ten_bad_lines_in_ten_thousand_are_ten_reports_with_their_lines()
    {
        var faults = new List<RdfSyntaxException>();
        var dataset = Read("nquads/mix-good-bad.nq.gz", new() { OnBadLine = faults.Add });

        Assert.Equal((10, 9990), (faults.Count, dataset.Count));
        Assert.All(faults, fault => Assert.InRange(fault.Line, 1, 10_000));
        Assert.Equal(10, faults.Select(fault => fault.Line).Distinct().Count());
    }

    [SharedFact(Folder)]
    public void Bytes_that_are_not_UTF_8_are_named_with_offset_and_likely_encoding()
    {
        var bytes = File.ReadAllBytes(PathOf("turtle/bad-latin1.ttl"));
        var fault = Fault("turtle/bad-latin1.ttl");

        Assert.Contains($"byte offset {bytes.AsSpan().IndexOfAnyInRange((byte)0x80, (byte)0xFF)}", fault.Message, StringComparison.Ordinal);
        Assert.Contains("ISO-8859-1", fault.Message, StringComparison.Ordinal);
        Assert.Contains("UTF-16", Fault("turtle/utf16.ttl").Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Read("turtle/bad-utf8-1.ttl", new() { Lenient = true }), quad => quad.ToString().Contains('\uFFFD', StringComparison.Ordinal));
    }

    [SharedFact(Folder)]
    public void A_string_without_end_is_told_at_its_start() => Assert.Equal(1, Fault("turtle/unterminated-long.ttl.gz").Line);

    [SharedFact(Folder)]
    public void Labels_that_generators_use_stay_apart() =>
        Assert.Equal(14, Read("turtle/bnode-collide.ttl").SelectMany(q => new[] { q.Subject, q.Object }).Distinct().Count());

    [SharedTheory(Folder)]
    [InlineData("turtle/inject-ntriples.ttl")]
    [InlineData("turtle/html-literal.ttl")]
    [InlineData("turtle/update-in-turtle.ttl")]
    [InlineData("turtle/bnode-collide.ttl")]
    [InlineData("turtle/langtags.ttl")]
    [InlineData("turtle/dates.ttl")]
    public void What_is_accepted_is_the_same_in_every_syntax(string file)
    {
        var dataset = Read(file);
        foreach (var format in RdfFormats.All)
            Support.AssertIsomorphic(dataset, Support.Read(format, Support.Write(format, dataset)));
    }

    [SharedFact(Folder)]
    public void Lexical_forms_of_numbers_are_kept_to_the_last_digit() =>
        Assert.Contains(Read("turtle/numbers.ttl.gz"), quad => quad.Object is Literal { LexicalForm.Length: >= 200_000 });

    [SharedFact(Folder)]
    public void Language_tags_compare_without_regard_to_case()
    {
        var tags = Read("turtle/langtags.ttl").Select(quad => (Literal)quad.Object).ToList();

        Assert.Equal(4, tags.Count);
        Assert.Equal(tags.Single(t => t.LexicalForm == "c"), new Literal("c", tags.Single(t => t.LexicalForm == "b").Language!));
    }

    [SharedFact(Folder)]
    public void Latin_1_that_says_so_is_read() =>
        Assert.Equal("é", ((Literal)Read("xml/latin1-ok.rdf").Single().Object).LexicalForm);

    [SharedFact(Folder)]
    public void A_repeated_ID_is_reported_where_it_is_let_pass()
    {
        var notices = new List<RdfNotice>();
        Read("xml/dup-id.rdf", new() { BaseIri = "http://e/", Lenient = true, OnNotice = notices.Add });

        Assert.Contains(notices, notice => notice.Kind == RdfNoticeKind.DuplicateId && notice.Line > 0);
    }

    [Fact]
    public void Internal_entities_work_within_their_budget()
    {
        var document = $"<!DOCTYPE rdf:RDF [<!ENTITY e \"{new string('e', 1000)}\">]><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:p=\"http://e/\"><rdf:Description><p:p>{string.Concat(Enumerable.Repeat("&e;", 100))}</p:p></rdf:Description></rdf:RDF>";

        Assert.Equal(100_000, ((Literal)Support.Read(RdfFormats.RdfXml, document).Single().Object).LexicalForm.Length);
        Support.Fault(RdfFormats.RdfXml, document, new() { MaxEntityCharacters = 99_999 });
    }

    [SharedTheory(Folder)]
    [InlineData("jsonld/ctx-file.jsonld", "file:")]
    [InlineData("jsonld/ctx-loopback.jsonld", "http")]
    [InlineData("jsonld/ctx-metadata.jsonld", "169.254.169.254")]
    [InlineData("jsonld/ctx-unknown-host.jsonld", "http")]
    public void A_context_that_is_not_read_is_named(string file, string named) => Assert.Contains(named, Fault(file).Message, StringComparison.Ordinal);

    [SharedFact(Folder)]
    public void The_texts_of_the_unicode_table_come_through_every_syntax_as_they_are()
    {
        foreach (var row in Rows("/unicode/cases.tsv"))
        {
            var text = System.Text.Json.JsonSerializer.Deserialize<string>(row[1])!;
            var dataset = Support.Turtle($"<x:a> <x:p> \"{text}\" .");
            Assert.Equal(text, ((Literal)dataset.Single().Object).LexicalForm);
            foreach (var format in RdfFormats.All)
            {
                // XML has no form for U+FFFF and for controls: they are refused, and what was written is no document.
                if (format == RdfFormats.RdfXml && row[0] is "nonchar" or "c0")
                    Assert.True(TryWrite(dataset, out var xml) is false || Reads(xml, dataset), row[0]);
                else
                    Support.AssertIsomorphic(dataset, Support.Read(format, Support.Write(format, dataset)));
            }
        }
    }

    private static bool TryWrite(RdfDataset dataset, out string document)
    {
        try
        {
            document = Support.Write(RdfFormats.RdfXml, dataset);
            return true;
        }
        catch (FormatException)
        {
            document = "";
            return false;
        }
    }

    private static bool Reads(string xml, RdfDataset dataset) => GraphIsomorphism.AreIsomorphic(dataset, Support.Read(RdfFormats.RdfXml, xml));

    private static RdfSyntaxException Fault(string file) => Assert.Throws<RdfSyntaxException>(() => Read(file));

    private static RdfDataset Read(string file, RdfReaderOptions? options = null)
    {
        var dataset = new RdfDataset();
        RdfFormats.ParseFile(PathOf(file), new RdfGraphSink(dataset), options);
        return dataset;
    }
}
