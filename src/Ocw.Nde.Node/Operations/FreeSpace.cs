using Ocw.Nde.Node.Commands;

namespace Ocw.Nde.Node.Operations;

/// <summary>Refuses work that would fill the disk, before it begins: a full disk stops everything else that writes.</summary>
internal static class FreeSpace
{
    /// <summary>The part of the disk that stays free, at most <see cref="MostReserve"/>.</summary>
    private const double Reserve = 0.05;

    /// <summary>Five percent of a very large disk would refuse with terabytes free.</summary>
    private const long MostReserve = 2L << 30;

    /// <summary>Sees to it that there is room.</summary>
    /// <param name="directory">The data directory; it may not be there yet.</param>
    /// <param name="estimate">What the work is expected to write, in bytes; twice that must be free.</param>
    /// <exception cref="UserException">There is not.</exception>
    public static void Require(string directory, long estimate)
    {
        var existing = Path.GetFullPath(directory);
        while (!Directory.Exists(existing))
            existing = Path.GetDirectoryName(existing)!;
        var drive = new DriveInfo(existing);
        var reserve = Math.Min(MostReserve, (long)(drive.TotalSize * Reserve));
        var needed = Math.Max(reserve, 2 * estimate);
        if (drive.AvailableFreeSpace < needed)
        {
            throw new UserException(new(
                $"De schijf van {directory} heeft {drive.AvailableFreeSpace >> 20:N0} MiB vrij, en hiervoor is {needed >> 20:N0} MiB nodig (tweemaal de verwachte omvang, of 5 % reserve). Er is niets begonnen; maak ruimte en probeer het opnieuw.",
                $"The disk of {directory} has {drive.AvailableFreeSpace >> 20:N0} MiB free, and this needs {needed >> 20:N0} MiB (twice the expected size, or a reserve of 5 %). Nothing was begun; free some space and try again."));
        }
    }

    /// <summary>What loading RDF files is expected to write: a store takes about a third of the text, packed files are some eight times their size.</summary>
    public static long OfFiles(IEnumerable<string> files) =>
        files.Sum(file => new FileInfo(file) is { Exists: true } info ? Rdf.Unpacking.Packings.OfName(file) != Rdf.Unpacking.Packing.None ? info.Length * 8 / 3 : info.Length / 3 : 0);
}
