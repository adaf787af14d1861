using System.Text;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Network;
using Ocw.Nde.Termen.Network.Live;
using Ocw.Nde.Termen.Tests.Support;

namespace Ocw.Nde.Termen.Tests.Network.Live;

/// <summary>Sources that are down, slow, lying or empty: each says so for itself, and no other suffers.</summary>
public sealed class SourceFaultTests
{
    private const string Term = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . <https://example.org/id/molen> a skos:Concept ; skos:prefLabel \"molen\"@nl .";
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task A_source_that_is_down_is_said_to_be_down()
    {
        CatalogEntry entry;
        using (var gone = SourceStandIn.Of("text/turtle", ""))
            entry = gone.Entry("a");
        using var network = new LiveNetwork([entry]);

        var fault = (await network.SearchOneAsync("molen")).Fault!;

        Assert.Equal(SourceFaultKind.Unreachable, fault.Kind);
        Assert.StartsWith("Bron a is niet te bereiken", fault.MessageNl, StringComparison.Ordinal);
        Assert.Equal(SourceFaultKind.Unreachable, (await network.LookupOneAsync("https://example.org/id/molen")).Fault!.Kind);
        Assert.Equal(SourceFaultKind.Unreachable, network.Network.StateOf(entry)!.LastFault!.Kind);
    }

    [Theory]
    [InlineData("silent")]
    [InlineData("drip")]
    public async Task A_slow_source_never_delays_the_others(string how)
    {
        using var slow = new SourceStandIn(async (_, stream, cancellation) =>
        {
            if (how == "drip")
                await stream.WriteAsync(SourceStandIn.Head(200, "text/turtle", null), cancellation);
            for (; ; await Task.Delay(20, cancellation))
            {
                if (how == "drip")
                    await stream.WriteAsync("#"u8.ToArray(), cancellation);
            }
        });
        using var quick = SourceStandIn.Of("text/turtle", Term);
        using var index = await TestIndex.OfAsync(Sources.Of("kept"), Sources.Term("k", "molen"));
        using var network = new LiveNetwork([slow.Entry("slow"), quick.Entry("quick")], index);

        // The slow one has no end of its own: what comes before it comes without waiting.
        var order = new List<string>();
        using var enough = new CancellationTokenSource();
        await using var answers = network.Network.SearchAsync(new NetworkQuery { Text = "molen", Timeout = TimeSpan.FromSeconds(50) }, enough.Token).GetAsyncEnumerator(default);
        while (order.Count < 2 && await answers.MoveNextAsync())
            order.Add(answers.Current.Source!.Id);

        Assert.Equal(["kept", "quick"], order);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await answers.MoveNextAsync());
    }

    [Theory]
    [InlineData("silent")]
    [InlineData("drip")]
    public async Task A_source_that_takes_too_long_is_left_at_the_limit_of_the_question(string how)
    {
        using var slow = new SourceStandIn(async (_, stream, cancellation) =>
        {
            if (how == "drip")
                await stream.WriteAsync(SourceStandIn.Head(200, "text/turtle", null), cancellation);
            for (; ; await Task.Delay(20, cancellation))
            {
                if (how == "drip")
                    await stream.WriteAsync("#"u8.ToArray(), cancellation);
            }
        });
        using var network = new LiveNetwork([slow.Entry("slow")]);

        var answer = await network.SearchOneAsync("molen", s_short);

        Assert.Equal(SourceFaultKind.Timeout, answer.Fault!.Kind);
        Assert.Contains("0.3", answer.Fault.MessageEn, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/html", "<!DOCTYPE html><html><body>Onderhoud</body></html>", 200, SourceFaultKind.BadAnswer)]
    [InlineData("text/turtle", "<html><body>Onderhoud</body></html>", 200, SourceFaultKind.BadAnswer)]
    [InlineData("text/turtle", "<https://example.org/id/molen> <urn:p> ", 200, SourceFaultKind.BadAnswer)]
    [InlineData("application/sparql-results+json", "{\"head\":{},\"results\":{\"bindings\":[]}}", 200, SourceFaultKind.BadAnswer)]
    [InlineData("application/rdf+xml", "<?xml version=\"1.0\"?><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">", 200, SourceFaultKind.BadAnswer)]
    [InlineData("text/html", "kapot", 503, SourceFaultKind.ServerError)]
    [InlineData("text/html", "bad query", 400, SourceFaultKind.ServerError)]
    public async Task An_answer_that_is_no_answer_is_a_fault_of_the_source(string mediaType, string document, int status, SourceFaultKind expected)
    {
        using var source = SourceStandIn.Of(mediaType, document, status);
        using var network = new LiveNetwork([source.Entry("a")]);

        var answer = await network.SearchOneAsync("molen");

        Assert.Equal(expected, answer.Fault!.Kind);
        Assert.Empty(answer.Hits);
    }

    [Theory]
    [InlineData("application/rdf+xml")]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    [InlineData("text/html")]
    public async Task Rdf_by_another_name_is_read_all_the_same(string mediaType)
    {
        using var source = SourceStandIn.Of(mediaType, Term);
        using var network = new LiveNetwork([source.Entry("a")]);

        var answer = await network.SearchOneAsync("molen");

        Assert.Null(answer.Fault);
        Assert.Single(answer.Hits);
        Assert.Equal(mediaType == "application/rdf+xml", answer.Remarks.Count > 0);
    }

    [Fact]
    public async Task Other_syntaxes_of_rdf_are_read()
    {
        const string JsonLd = """{"@id":"https://example.org/id/molen","@type":"http://www.w3.org/2004/02/skos/core#Concept","http://www.w3.org/2004/02/skos/core#prefLabel":{"@value":"molen","@language":"nl"}}""";
        const string Xml = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#"><skos:Concept rdf:about="https://example.org/id/molen"><skos:prefLabel xml:lang="nl">molen</skos:prefLabel></skos:Concept></rdf:RDF>""";
        foreach (var (mediaType, document) in ((string, string)[])[("application/ld+json", JsonLd), ("application/rdf+xml", Xml), ("application/n-triples", Term.Replace("skos:", "skos:", StringComparison.Ordinal).Split(" . ")[0].Length > 0 ? "<https://example.org/id/molen> <http://www.w3.org/2004/02/skos/core#prefLabel> \"molen\"@nl ." : "")])
        {
            using var source = SourceStandIn.Of(mediaType, document);
            using var network = new LiveNetwork([source.Entry("a")]);

            var answer = await network.SearchOneAsync("molen");

            Assert.Equal("molen", Assert.Single(answer.Hits).Hit.Label);
        }
    }

    [Theory]
    [InlineData("text/turtle", "")]
    [InlineData("application/n-triples", "")]
    [InlineData("text/turtle", "# niets\n")]
    public async Task An_empty_answer_is_no_fault(string mediaType, string document)
    {
        using var source = SourceStandIn.Of(mediaType, document);
        using var network = new LiveNetwork([source.Entry("a")]);

        var answer = await network.SearchOneAsync("molen");

        Assert.Null(answer.Fault);
        Assert.Empty(answer.Hits);
        Assert.Equal(SourceFaultKind.NotFound, (await network.LookupOneAsync("https://example.org/id/molen")).Fault!.Kind);
    }

    [Fact]
    public async Task Terms_that_were_not_asked_for_are_left_out()
    {
        using var source = SourceStandIn.Of("text/turtle", Term);
        using var network = new LiveNetwork([source.Entry("a")]);

        var answer = await network.LookupOneAsync("https://example.org/id/dijk");

        Assert.Null(answer.Term);
        Assert.Equal(SourceFaultKind.NotFound, answer.Fault!.Kind);
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off()
    {
        using var source = new SourceStandIn(async (_, stream, cancellation) =>
        {
            await stream.WriteAsync(SourceStandIn.Head(200, "text/turtle", null), cancellation);
            var line = Encoding.ASCII.GetBytes(new string('#', 8191) + "\n");
            while (true)
                await stream.WriteAsync(line, cancellation);
        });
        using var network = new LiveNetwork([source.Entry("a")], options: new LiveOptions { MaxBytes = 1 << 20 });

        Assert.Equal(SourceFaultKind.BadAnswer, (await network.SearchOneAsync("molen")).Fault!.Kind);
    }

    [Fact]
    public async Task An_answer_of_too_many_triples_is_refused()
    {
        var many = string.Concat(Enumerable.Range(0, 200).Select(n => $"<https://example.org/id/{n}> <http://www.w3.org/2004/02/skos/core#prefLabel> \"molen {n}\" .\n"));
        using var source = SourceStandIn.Of("application/n-triples", many);
        using var network = new LiveNetwork([source.Entry("a")], options: new LiveOptions { MaxTriples = 100 });

        Assert.Contains("100", (await network.SearchOneAsync("molen")).Fault!.MessageEn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Huge_labels_are_left_out_and_told()
    {
        using var source = SourceStandIn.Of("text/turtle", Term.Replace(" .\"", "", StringComparison.Ordinal).TrimEnd('.') + $"; skos:altLabel \"{new string('x', 5000)}\"@nl .");
        using var network = new LiveNetwork([source.Entry("a")]);

        var answer = await network.SearchOneAsync("molen");

        Assert.Single(Assert.Single(answer.Hits).Term.Labels);
        Assert.Contains("2000", Assert.Single(answer.Remarks).En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_fails_again_and_again_is_left_alone_for_a_while_and_tried_again()
    {
        var clock = new MovableClock();
        var healthy = false;
        using var source = new SourceStandIn((_, stream, cancellation) =>
            SourceStandIn.ReplyAsync(stream, "text/turtle", Encoding.UTF8.GetBytes(healthy ? Term : "kapot"), healthy ? 200 : 500, cancellation));
        using var network = new LiveNetwork([source.Entry("a")], options: new LiveOptions { FailuresBeforeRest = 2, MaxRememberedAge = TimeSpan.Zero }, time: clock);

        Assert.Equal(SourceFaultKind.ServerError, (await network.SearchOneAsync("molen")).Fault!.Kind);
        Assert.Equal(SourceFaultKind.ServerError, (await network.SearchOneAsync("molen")).Fault!.Kind);
        Assert.Equal(SourceFaultKind.CircuitOpen, (await network.SearchOneAsync("molen")).Fault!.Kind);
        Assert.Equal(2, source.Queries.Count);

        clock.Move(TimeSpan.FromSeconds(31));
        Assert.Equal(SourceFaultKind.ServerError, (await network.SearchOneAsync("molen")).Fault!.Kind);
        clock.Move(TimeSpan.FromSeconds(31));
        Assert.Equal(SourceFaultKind.CircuitOpen, (await network.SearchOneAsync("molen")).Fault!.Kind);

        clock.Move(TimeSpan.FromSeconds(60));
        healthy = true;
        Assert.Null((await network.SearchOneAsync("molen")).Fault);
        Assert.Null((await network.SearchOneAsync("molen")).Fault);
    }

    [Fact]
    public async Task The_last_good_answer_stands_in_with_its_age()
    {
        var clock = new MovableClock();
        var healthy = true;
        using var source = new SourceStandIn((_, stream, cancellation) =>
            SourceStandIn.ReplyAsync(stream, "text/turtle", Encoding.UTF8.GetBytes(healthy ? Term : "kapot"), healthy ? 200 : 500, cancellation));
        using var network = new LiveNetwork([source.Entry("a")], time: clock);
        var started = clock.GetUtcNow();
        await network.SearchOneAsync("molen");
        await network.LookupOneAsync("https://example.org/id/molen");

        healthy = false;
        clock.Move(TimeSpan.FromDays(2));
        var found = await network.SearchOneAsync("molen");
        var looked = await network.LookupOneAsync("https://example.org/id/molen");

        Assert.Equal("molen", Assert.Single(found.Hits).Hit.Label);
        Assert.Equal(AnswerOrigin.LastGood, found.Origin);
        Assert.InRange(found.CopyFrom!.Value, started.AddSeconds(-1), started.AddMinutes(5));
        Assert.Equal(SourceFaultKind.ServerError, found.Fault!.Kind);
        Assert.Contains("laatste goede antwoord", found.Fault.MessageNl, StringComparison.Ordinal);
        Assert.Equal((AnswerOrigin.LastGood, "molen"), (looked.Origin, looked.Term!.Label("nl").Text));
        Assert.Empty((await network.SearchOneAsync("iets anders")).Hits);

        clock.Move(TimeSpan.FromDays(31));
        Assert.Empty((await network.SearchOneAsync("molen")).Hits);
    }

    [Fact]
    public async Task An_old_copy_gives_way_to_the_source_and_stands_in_when_it_fails()
    {
        var clock = new MovableClock();
        var healthy = true;
        using var source = new SourceStandIn((_, stream, cancellation) =>
            SourceStandIn.ReplyAsync(stream, "text/turtle", Encoding.UTF8.GetBytes(healthy ? Term.Replace("\"molen\"", "\"molen (nieuw)\"", StringComparison.Ordinal) : "kapot"), healthy ? 200 : 500, cancellation));
        using var index = await TestIndex.OfAsync(Sources.Of("a") with { Licence = "https://creativecommons.org/publicdomain/zero/1.0/" }, Sources.Term("molen", "molen"));
        var from = clock.GetUtcNow();
        using var network = new LiveNetwork([source.Entry("a")], index, options: new LiveOptions { MaxRememberedAge = TimeSpan.Zero }, copyFrom: _ => from, time: clock);

        Assert.Equal((AnswerOrigin.Kept, SourceMode.Both), ((await network.SearchOneAsync("molen")).Origin, network.Network.Catalog.Find("a")!.Mode));
        Assert.Empty(source.Queries);

        clock.Move(TimeSpan.FromDays(100));
        Assert.Equal("molen (nieuw)", (await network.SearchOneAsync("molen")).Hits[0].Hit.Label);
        Assert.Equal("molen (nieuw)", (await network.LookupOneAsync("https://example.org/id/molen")).Term!.Label("nl").Text);

        healthy = false;
        var old = await network.SearchOneAsync("molen");
        var looked = await network.LookupOneAsync("https://example.org/id/molen");
        Assert.Equal((AnswerOrigin.Kept, from), (old.Origin, old.CopyFrom!.Value));
        Assert.Contains("de kopie van", old.Fault!.MessageNl, StringComparison.Ordinal);
        Assert.Equal("molen", looked.Term!.Label("nl").Text);
        Assert.Equal(SourceFaultKind.ServerError, looked.Fault!.Kind);
    }

    [Fact]
    public async Task A_term_that_the_copy_lacks_is_asked_of_the_source()
    {
        using var source = SourceStandIn.Of("text/turtle", Term);
        using var index = await TestIndex.OfAsync(Sources.Of("a") with { Licence = "https://creativecommons.org/licenses/by/4.0/" }, Sources.Term("dijk", "dijk"));
        using var network = new LiveNetwork([source.Entry("a")], index);

        var answers = await network.LookupAsync("https://example.org/id/dijk", "https://example.org/id/molen");

        Assert.Equal([AnswerOrigin.Kept, AnswerOrigin.Live], answers.Select(answer => answer.Origin));
        Assert.All(answers, answer => Assert.Null(answer.Fault));
    }

    [Fact]
    public async Task Without_permission_a_copy_is_not_used()
    {
        using var source = SourceStandIn.Of("text/turtle", Term);
        using var index = await TestIndex.OfAsync(Sources.Of("a") with { Licence = "https://example.org/alle-rechten-voorbehouden" }, Sources.Term("molen", "molen"));
        using var network = new LiveNetwork([source.Entry("a")], index);

        Assert.Equal(AnswerOrigin.Live, (await network.SearchOneAsync("molen")).Origin);
        Assert.Contains("alle-rechten", network.Network.Catalog.Find("a")!.KeepPermission.ReasonNl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_so_many_questions_go_to_one_host_at_a_time()
    {
        var (now, most) = (0, 0);
        using var source = new SourceStandIn(async (_, stream, cancellation) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Delay(30, cancellation);
            Interlocked.Decrement(ref now);
            await SourceStandIn.ReplyAsync(stream, "text/turtle", Encoding.UTF8.GetBytes(Term), 200, cancellation);
        });
        using var network = new LiveNetwork(Enumerable.Range(0, 12).Select(n => source.Entry("s" + n)));

        var answers = await network.SearchAsync(new NetworkQuery { Text = "molen", Timeout = TimeSpan.FromSeconds(50) });

        Assert.Equal(12, answers.Count(answer => answer.Hits.Count == 1));
        Assert.InRange(most, 1, 4);
    }
}
