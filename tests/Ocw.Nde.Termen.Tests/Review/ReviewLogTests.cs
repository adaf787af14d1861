using System.Text;
using Ocw.Nde.Termen.Review;
using Ocw.Nde.Termen.Tests.Support;

namespace Ocw.Nde.Termen.Tests.Review;

public sealed class ReviewLogTests : IDisposable
{
    private static readonly ReviewSubject Hout = ReviewSubject.Of("museum", "material", "hout");

    private readonly TemporaryFolder _folder = new();
    private readonly Said _said = new();

    private string LogFile => Path.Combine(_folder.Path, "review", "decisions.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_said_is_there_after_a_restart()
    {
        new ReviewLog(LogFile).Append([_said.Accept("hout", "urn:t:1")]);

        var state = new ReviewLog(LogFile).Current.StateOf(Hout, "dataset", "nl");

        Assert.Equal(ReviewOutcome.Accepted, state.Outcome);
        Assert.Equal(["urn:t:1"], state.Terms);
        Assert.Equal("anna", state.Last!.By);
    }

    [Fact]
    public void A_line_that_a_power_cut_left_unfinished_does_not_count_and_the_next_one_stands_on_a_line_of_its_own()
    {
        new ReviewLog(LogFile).Append([_said.Accept("hout", "urn:t:1")]);
        var whole = File.ReadAllBytes(LogFile);
        foreach (var cut in (int[])[1, 20, whole.Length - 1])
        {
            File.WriteAllBytes(LogFile, [.. whole, .. whole[..cut]]);
            var log = new ReviewLog(LogFile);

            Assert.Single(log.Current.HistoryOf(Hout));
            log.Append([_said.NoTerm("hout")]);
            Assert.Equal(ReviewOutcome.NoTerm, new ReviewLog(LogFile).Current.StateOf(Hout, null, null).Outcome);
        }
    }

    [Fact]
    public void A_damaged_line_in_the_middle_is_named_and_nothing_is_written()
    {
        new ReviewLog(LogFile).Append([_said.Accept("hout", "urn:t:1")]);
        File.AppendAllText(LogFile, "geen besluit\n");
        var before = File.ReadAllBytes(LogFile);

        var fault = Assert.Throws<InvalidDataException>(() => new ReviewLog(LogFile).Append([_said.NoTerm("hout")]));

        Assert.Contains("Line 2", fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(LogFile));
    }

    [Fact]
    public void What_another_process_appends_is_seen()
    {
        var serving = new ReviewLog(LogFile);
        serving.Append([_said.Accept("hout", "urn:t:1")]);
        new ReviewLog(LogFile).Append([_said.NoTerm("steen")]);

        Assert.Equal(ReviewOutcome.NoTerm, serving.Current.StateOf(Hout with { Words = "steen" }, null, null).Outcome);
        Assert.Equal([Hout with { Words = "steen" }], serving.Current.TouchedAfter(1));
    }

    [Fact]
    public void Two_writers_lose_nothing()
    {
        var (one, two) = (new ReviewLog(LogFile), new ReviewLog(LogFile));

        Parallel.For(0, 40, i => (i % 2 == 0 ? one : two).Append([new Said(by: "b" + i).NoTerm("woord " + i)]));

        Assert.Equal(40, new ReviewLog(LogFile).Current.TouchCount);
    }

    [Fact]
    public void A_file_that_became_shorter_is_read_anew()
    {
        var log = new ReviewLog(LogFile);
        log.Append([_said.Accept("hout", "urn:t:1")]);
        var backup = File.ReadAllBytes(LogFile);
        log.Append([_said.NoTerm("hout")]);
        File.WriteAllBytes(LogFile, backup);

        Assert.Equal(ReviewOutcome.Accepted, log.Current.StateOf(Hout, null, null).Outcome);
    }

    [Fact]
    public void A_copy_goes_to_another_node_whole_and_twice_is_once()
    {
        var log = new ReviewLog(LogFile);
        log.Append([_said.Accept("hout", "urn:t:1") with { Why = "zie «a, b»", Offered = [new("urn:t:1", "aat", 0.5, ["label-equal"])] }, new Said("archief").NoTerm("hout")]);
        using var copy = new MemoryStream();
        Assert.Equal(1, log.CopyTo(copy, "museum"));
        var other = new ReviewLog(Path.Combine(_folder.Path, "ander", "decisions.jsonl"));

        Assert.Equal(1, other.AppendFrom(new MemoryStream(copy.ToArray())));
        Assert.Equal(0, other.AppendFrom(new MemoryStream(copy.ToArray())));

        var one = Assert.Single(other.Events());
        Assert.Equal("zie «a, b»", one.Why);
        Assert.Equal("label-equal", one.Offered[0].Reasons[0]);
    }

    [Fact]
    public void A_copy_with_a_fault_adds_nothing()
    {
        var log = new ReviewLog(LogFile);
        using var copy = new MemoryStream();
        log.Append([_said.Accept("hout", "urn:t:1")]);
        log.CopyTo(copy, null);
        copy.Write(Encoding.UTF8.GetBytes("{\"id\":1}\n"));
        var other = new ReviewLog(Path.Combine(_folder.Path, "ander", "decisions.jsonl"));

        Assert.Throws<InvalidDataException>(() => other.AppendFrom(new MemoryStream(copy.ToArray())));
        Assert.Equal(0, other.Current.TouchCount);
    }
}
