using Ocw.Nde.Termen.Alignment.Gold;

namespace Ocw.Nde.Node.Commands.Align;

/// <summary>Opens gold sets for the command line.</summary>
internal static class GoldSets
{
    public static GoldSet Open(string folder, string? queries, string? authority, bool alone = false)
    {
        try
        {
            return GoldSet.Open(folder, queries, authority, alone);
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            throw new UserException(new($"De set kan niet worden gelezen: {e.Message}", $"The set cannot be read: {e.Message}"), ExitCode.Usage);
        }
    }
}

/// <summary>A folder for the index of an authority, gone when the command is done.</summary>
internal sealed class GoldIndexFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ocwnde-gold-");

    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
