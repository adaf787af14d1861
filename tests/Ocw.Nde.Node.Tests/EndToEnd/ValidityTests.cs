using System.Text.Json;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Tests.Support;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Node.Tests.EndToEnd;

/// <summary>The share of records that conform to the shared profile does not drop, over samples of every format (<c>bench/validity.sh</c> prints the whole table).</summary>
public sealed class ValidityTests(ValiditySamples samples) : IClassFixture<ValiditySamples>
{
    // Records that are not valid refer to terms by address only, are sound or video without small image (iiif-3), or (mods, lido-manipulated) are several records with one number: docs/mapping.md, «Valid records».
    [SharedTheory("harvest")]
    [InlineData("adlib", 26, 0)]
    [InlineData("ead", 1029, 0)]
    [InlineData("edm-hub3", 2, 1)]
    [InlineData("edm-media", 2, 2)]
    [InlineData("edm-patterns", 1, 1)]
    [InlineData("edm-records", 8, 2)]
    [InlineData("iiif-2", 55, 0)]
    [InlineData("iiif-3", 86, 11)]
    [InlineData("lido-cc0", 14, 0)]
    [InlineData("lido-manipulated", 2, 1)]
    [InlineData("lido-vkc", 3, 0)]
    [InlineData("marcxml", 59, 0)]
    [InlineData("mods", 2, 1)]
    public void Objects_of_a_sample_conform_but_for_those_known(string source, long objects, long violating)
    {
        var run = samples.Runs[source];

        Assert.True(run.Objects >= objects, $"{source}: {run.Objects} objects. {run.Reason}");
        Assert.True(run.Validation.Records <= violating, $"{source}: {run.Validation.Records} records have a violation");
    }
}

/// <summary>The samples of <c>tests/real/harvest</c>, harvested once.</summary>
public sealed class ValiditySamples : IAsyncLifetime, IDisposable
{
    private readonly TestFolder _folder = new();

    internal IReadOnlyDictionary<string, RunRecord> Runs { get; private set; } = new Dictionary<string, RunRecord>(StringComparer.Ordinal);

    public async Task InitializeAsync()
    {
        if (!Directory.Exists(SharedData.Root))
            return;
        using var terminal = new TestTerminal();
        terminal.Environment["OCWNDE_SHARED"] = SharedData.Root;
        await terminal.RunAsync(["harvest", "--json", "--data", _folder["data"], .. Directory.GetFiles(Path.Combine(SharedSources.Folder, "harvest"), "*.yaml").Order(StringComparer.Ordinal)]);
        Runs = JsonSerializer.Deserialize(terminal.Out, RunJson.Default.IReadOnlyListRunRecord)!.ToDictionary(r => r.Source, StringComparer.Ordinal);
    }

    public Task DisposeAsync()
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _folder.Dispose();
}
