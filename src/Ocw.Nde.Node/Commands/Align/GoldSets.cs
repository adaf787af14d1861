using System.Text.Json;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Termen.Alignment.Gold;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Node.Commands.Align;

/// <summary>Opens gold sets for the command line.</summary>
internal static class GoldSets
{
    public static GoldSet Open(string folder, string? queries, string? authority, bool alone = false) =>
        Try(() => File.Exists(folder) ? GoldSet.OfThesaurus(folder) : GoldSet.Open(folder, queries, authority, alone));

    /// <summary>Measures a set; what is wrong with its terms is said as what is wrong with its strings is.</summary>
    public static async Task<GoldReport> MeasureAsync(GoldSet set, string folder, GoldOptions options, CancellationToken cancellation)
    {
        try
        {
            return await GoldMeasure.MeasureAsync(set, folder, options, cancellation);
        }
        catch (Exception e) when (IsInput(e))
        {
            throw Unreadable(e);
        }
    }

    private static GoldSet Try(Func<GoldSet> open)
    {
        try
        {
            return open();
        }
        catch (Exception e) when (IsInput(e))
        {
            throw Unreadable(e);
        }
    }

    private static bool IsInput(Exception e) => e is IOException or FormatException or InvalidDataException or RdfSyntaxException or JsonException or UnauthorizedAccessException or TermIndexException;

    private static UserException Unreadable(Exception e) =>
        new(new($"De set kan niet worden gelezen: {e.Message}", $"The set cannot be read: {e.Message}"), ExitCode.Usage);
}

/// <summary>A folder for the index of an authority, gone when the command is done.</summary>
internal sealed class GoldIndexFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ocwnde-gold-");

    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
