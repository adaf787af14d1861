using System.Text;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Tests.Support;

namespace Ocw.Nde.Store.Tests.Dictionary;

public class TextSearchTests
{
    [Theory]
    [InlineData("stil", "een stilleven", 4)]
    [InlineData("stil", "Stilleven", -1)]
    [InlineData("n", "een", 2)]
    [InlineData("x", "", -1)]
    public void A_scan_finds_the_bytes(string part, string text, int place) =>
        Assert.Equal(place, new TextScan(Encoding.UTF8.GetBytes(part), ignoreCase: false).Find(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("stil", "Een STILleven", 4)]
    [InlineData("stil", "een lange tekst die ruim voorbij tweeendertig tekens begint: StiL", 61)]
    [InlineData("kan", "de \u212Aan", 3)]
    [InlineData("1650", "in 1650", 3)]
    [InlineData("zeil", "zel", -1)]
    public void A_scan_finds_both_cases_of_letters(string part, string text, int place) =>
        Assert.Equal(place, new TextScan(Encoding.UTF8.GetBytes(part), ignoreCase: true).Find(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_search_finds_the_literals_that_pass_and_no_others()
    {
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.Path);
        var random = new Random(3);
        string[] words = ["stilleven", "Stilleven", "zeil", "molen", "gracht", "één", "kade"];
        var texts = Enumerable.Range(0, 5000).Select(i => string.Join(' ', Enumerable.Range(0, random.Next(1, 6)).Select(_ => words[random.Next(words.Length)])) + $" {i}").ToArray();
        using (var transaction = store.BeginWrite())
        {
            var stage = transaction.StageDataset(GraphClass.Content);
            for (var i = 0; i < texts.Length; i++)
            {
                var literal = i % 3 == 0 ? new Literal(texts[i], "nl") : i % 3 == 1 ? new Literal(texts[i]) : new Literal(texts[i], new Iri("http://example.org/type"));
                stage.Quad(new Quad(new Iri($"http://example.org/stilleven/{i}"), new Iri("http://example.org/p"), literal, RandomQuads.Graph(i % 4)));
            }

            transaction.Commit();
        }

        store.Flush();
        using var snapshot = store.OpenSnapshot(ReaderScope.Public);
        using var reader = snapshot.Terms.OpenReader();
        using var scan = snapshot.Scan(new QuadPattern(default, default, default, GraphSelector.Default), QuadOrder.Pos);
        var exact = reader.Search("stilleven"u8, ignoreCase: false, term => term.Datatype.IsEmpty && term.Value.IndexOf("stilleven"u8) >= 0, CancellationToken.None)!;
        var folded = reader.Search("stilleven"u8, ignoreCase: true, term => term.ToString().Contains("stilleven", StringComparison.OrdinalIgnoreCase), CancellationToken.None)!;
        var batch = new QuadBatch();
        var seen = 0;
        for (var count = scan.Next(batch); count > 0; count = scan.Next(batch))
        {
            for (var i = 0; i < count; i++)
            {
                var (id, subject) = (new TermId(batch.Objects[i]), new TermId(batch.Subjects[i]));
                var literal = (Literal)snapshot.Terms.Get(id);
                seen++;
                Assert.Equal(literal.LexicalForm, reader.Read(id).ToString());
                if (TermCodec.IsInline(id.Tag))
                    continue;
                Assert.True(exact.TryTest(id, out var passes) && passes == (literal.Datatype.Value != "http://example.org/type" && literal.LexicalForm.Contains("stilleven", StringComparison.Ordinal)), literal.ToString());
                Assert.True(folded.TryTest(id, out passes) && passes == literal.LexicalForm.Contains("stilleven", StringComparison.OrdinalIgnoreCase), literal.ToString());
                Assert.False(exact.TryTest(subject, out _));
                Assert.Equal(((Iri)snapshot.Terms.Get(subject)).Value, reader.Read(subject).ToString());
            }
        }

        Assert.Equal(texts.Length, seen);
    }

    [Fact]
    public void Terms_of_one_form_have_one_number()
    {
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.Path);
        using (var transaction = store.BeginWrite())
        {
            var stage = transaction.StageDataset(GraphClass.Content);
            for (var i = 0; i < 12_000; i++)
                stage.Quad(new Quad(new Iri($"http://example.org/{i}"), new Iri("http://example.org/p"), new Literal($"een tekst met nummer {i}", i % 2 == 0 ? "nl" : "en"), RandomQuads.Graph(0)));
            transaction.Commit();
        }

        using var snapshot = store.OpenSnapshot(ReaderScope.Public);
        using var reader = snapshot.Terms.OpenReader();
        TermId Id(int i) => snapshot.Terms.Find(new Literal($"een tekst met nummer {i}", i % 2 == 0 ? "nl" : "en"));
        var (dutch, english) = (reader.FormOf(Id(0)), reader.FormOf(Id(1)));
        Assert.NotEqual(dutch, english);
        Assert.Equal(0, reader.FormOf(snapshot.Terms.Find(new Iri("http://example.org/5"))));
        for (var i = 0; i < 12_000; i++)
            Assert.Equal(i % 2 == 0 ? dutch : english, reader.FormOf(Id(i)));
    }
}
