using System.Text.Json;

namespace Ocw.Nde.Node.Operations;

/// <summary>The reports of runs: a file for each, of the last few runs of a source.</summary>
internal sealed class RunReports(string directory)
{
    /// <summary>How many reports of a source are kept.</summary>
    public const int Kept = 5;

    /// <summary>Writes a report, and throws away those that are too old.</summary>
    public void Put(RunReport report)
    {
        var folder = Path.Combine(directory, report.Source);
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, report.Run + ".json");
        using (var stream = File.Create(file + ".new"))
            JsonSerializer.Serialize(stream, report, RunReportJson.Default.RunReport);
        File.Move(file + ".new", file, overwrite: true);

        // The ids of runs are in order of time.
        foreach (var old in Directory.GetFiles(folder, "*.json").OrderDescending(StringComparer.Ordinal).Skip(Kept))
            File.Delete(old);
    }

    /// <summary>The report of a run, if it still is there.</summary>
    public RunReport? Find(string source, string run)
    {
        var file = Path.Combine(directory, source, run + ".json");
        if (!File.Exists(file))
            return null;
        try
        {
            using var stream = File.OpenRead(file);
            return JsonSerializer.Deserialize(stream, RunReportJson.Default.RunReport);
        }
        catch (JsonException)
        {
            // It is derived: the next run makes another one.
            return null;
        }
    }

    /// <summary>Throws all of them away: their examples may name what was purged.</summary>
    public void DeleteAll()
    {
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
    }
}
