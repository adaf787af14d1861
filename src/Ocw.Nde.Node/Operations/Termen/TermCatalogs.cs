using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Catalog.Reading;
using Ocw.Nde.Web;

namespace Ocw.Nde.Node.Operations.Termen;

/// <summary>The catalogues of terminology sources that the operator names, with the last good copy of each in the data directory.</summary>
/// <remarks>
/// A start never waits for the web: it reads the copies. A refresh reads each catalogue anew; one that cannot be read, has no source, or has lost more
/// than half of its sources is not taken, and a source whose description broke keeps the one that it had.
/// </remarks>
internal sealed class TermCatalogs(TermNetworkSettings settings, string folder, JsonLdOptions jsonLd, Func<GuardedHttpClient> web, TimeProvider time)
{
    private const int LeastToCompare = 4;

    /// <summary>How each catalogue stands, after <see cref="Load"/> or <see cref="RefreshAsync"/>.</summary>
    public IReadOnlyList<CatalogState> States { get; private set; } = [];

    /// <summary>When the catalogues were last read anew, in any process; <see langword="null"/> if never.</summary>
    public DateTimeOffset? LastRefresh => settings.Catalogs.Select(location => CopyOf(location)).Where(File.Exists).Select(file => (DateTimeOffset?)new DateTimeOffset(File.GetLastWriteTimeUtc(file))).Max();

    /// <summary>The catalogue from what is on disk.</summary>
    public TermCatalog Load()
    {
        var loads = settings.Catalogs.Select(location => (location, Load: LoadOne(location))).ToList();
        States = [.. loads.Select(one => one.Load.State)];
        return Joined(loads.Select(one => one.Load.Catalog));
    }

    /// <summary>Reads all catalogues anew, and gives the catalogue that is good from now on.</summary>
    public async Task<TermCatalog> RefreshAsync(CancellationToken cancellation)
    {
        var states = new List<CatalogState>();
        var loads = new List<CatalogLoad?>();
        foreach (var location in settings.Catalogs)
        {
            var before = LoadOne(location);
            var (load, state) = await RefreshOneAsync(location, before.Catalog, cancellation);
            states.Add(state);
            loads.Add(load ?? before.Catalog);
        }

        States = states;
        return Joined(loads);
    }

    private async Task<(CatalogLoad? Load, CatalogState State)> RefreshOneAsync(string location, CatalogLoad? before, CancellationToken cancellation)
    {
        try
        {
            var files = TermNetworkSettings.IsAddress(location) ? await FetchAsync(location, cancellation) : ReadFiles(location);
            var load = CatalogReader.Read(files, jsonLd);
            if (RefusalOf(load, before) is { } refusal)
                return (null, State(location, before, refusal));
            load = WithOld(load, before);
            Keep(location, files, load);
            return (load, State(location, load, null));
        }
        catch (TermCatalogException broken)
        {
            return (null, State(location, before, new(broken.MessageNl, broken.Message)));
        }
        catch (WebRequestException failed)
        {
            return (null, State(location, before, new($"{location} gaf geen catalogus: {failed.Problem}. {failed.Advice}", $"{location} gave no catalogue: {failed.Problem}. {failed.Advice}")));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, State(location, before, new($"de catalogus kan niet bewaard worden: {e.Message}", $"the catalogue cannot be kept: {e.Message}")));
        }
    }

    // A folder or zip of the operator is read as it is; where that fails, and for addresses, the copy counts.
    private (CatalogLoad? Catalog, CatalogState State) LoadOne(string location)
    {
        LocalizedText? fault = null;
        if (!TermNetworkSettings.IsAddress(location))
        {
            try
            {
                var load = CatalogReader.Read(ReadFiles(location), jsonLd);
                if (load.Entries.Count > 0)
                    return (WithOld(load, load.Faults.Count > 0 ? Copy(location) : null), State(location, load, null));
                fault = NoSources(location);
            }
            catch (TermCatalogException broken)
            {
                fault = new(broken.MessageNl, broken.Message);
            }
        }

        var copy = Copy(location);
        if (copy is null && fault is null)
            fault = new($"{location} is nog niet opgehaald: ./ocwnde terms refresh", $"{location} has not been fetched yet: ./ocwnde terms refresh");
        return (copy, State(location, copy, fault));
    }

    private CatalogLoad? Copy(string location)
    {
        var file = CopyOf(location);
        if (!File.Exists(file))
            return null;
        try
        {
            using var stream = File.OpenRead(file);
            return CatalogReader.Read(CatalogFiles.OfZip(stream, location), jsonLd);
        }
        catch (Exception e) when (e is TermCatalogException or IOException or UnauthorizedAccessException)
        {
            // A copy that is damaged is no copy; the catalogue is fetched again at the next refresh, and its state says that there is none.
            return null;
        }
    }

    private static CatalogFiles ReadFiles(string location)
    {
        if (location == TermNetworkSettings.BuiltIn)
            return CatalogFiles.OfFolder(ProgramFiles.TermCatalog);
        if (!File.Exists(location))
            return CatalogFiles.OfFolder(location);
        using var stream = File.OpenRead(location);
        return CatalogFiles.OfZip(stream, location);
    }

    private async Task<CatalogFiles> FetchAsync(string location, CancellationToken cancellation)
    {
        var bytes = await web().GetBytesAsync(new GuardedRequest(new Uri(location)) { Accept = "application/zip, */*;q=0.1" }, cancellation);
        return CatalogFiles.OfZip(new MemoryStream(bytes), location);
    }

    private static LocalizedText? RefusalOf(CatalogLoad load, CatalogLoad? before)
    {
        if (load.Entries.Count == 0)
            return NoSources("");
        return before is { Entries.Count: >= LeastToCompare } && load.Entries.Count * 2 < before.Entries.Count
            ? new($"de nieuwe catalogus heeft {load.Entries.Count} bronnen en de oude {before.Entries.Count}: hij is niet genomen", $"the new catalogue has {load.Entries.Count} sources and the old one {before.Entries.Count}: it was not taken")
            : null;
    }

    private static LocalizedText NoSources(string location) => new($"er staat geen termenbron in {location}".TrimEnd(), $"there is no terminology source in {location}".TrimEnd());

    // A source whose description broke keeps the one that it had.
    private static CatalogLoad WithOld(CatalogLoad load, CatalogLoad? before)
    {
        if (before is null || load.Faults.Count == 0)
            return load;
        var broken = load.Faults.Select(fault => fault.File).ToHashSet(StringComparer.Ordinal);
        var present = load.Entries.Select(entry => entry.Iri).ToHashSet(StringComparer.Ordinal);
        var rescued = before.Entries.Where(entry => entry.DescribedIn is { } file && broken.Contains(file) && !present.Contains(entry.Iri)).ToList();
        return rescued.Count == 0 ? load : load with { Entries = [.. load.Entries, .. rescued] };
    }

    // What is kept must hold every description that is used, so a catalogue with broken ones does not take the place of a whole one.
    private void Keep(string location, CatalogFiles files, CatalogLoad load)
    {
        var file = CopyOf(location);
        if (load.Faults.Count > 0 && File.Exists(file))
            return;
        Directory.CreateDirectory(folder);
        var temporary = file + ".new";
        using (var stream = File.Create(temporary))
            files.WriteZip(stream);
        File.Move(temporary, file, overwrite: true);
    }

    private TermCatalog Joined(IEnumerable<CatalogLoad?> loads)
    {
        var entries = loads.OfType<CatalogLoad>().SelectMany(load => load.Entries).DistinctBy(entry => entry.Iri, StringComparer.Ordinal);
        if (settings.Only.Count > 0)
            entries = entries.Where(entry => Names(entry, settings.Only));
        return new TermCatalog(entries.Where(entry => !Names(entry, settings.Except)));
    }

    private static bool Names(CatalogEntry entry, IReadOnlyList<string> names) => names.Contains(entry.Iri, StringComparer.Ordinal) || names.Contains(entry.Id, StringComparer.Ordinal);

    private CatalogState State(string location, CatalogLoad? load, LocalizedText? fault) => new(
        location,
        load?.Entries.Count ?? 0,
        fault,
        load?.Faults ?? [],
        File.Exists(CopyOf(location)) ? new DateTimeOffset(File.GetLastWriteTimeUtc(CopyOf(location))) : location == TermNetworkSettings.BuiltIn ? null : time.GetUtcNow());

    private string CopyOf(string location) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(location)))[..16]}.zip"));
}

/// <summary>How one catalogue stands.</summary>
/// <param name="Location">Where it comes from.</param>
/// <param name="Sources">How many sources of it are used.</param>
/// <param name="Fault">Why it could not be read (anew); <see langword="null"/> if it could.</param>
/// <param name="Mistakes">Its mistakes.</param>
/// <param name="From">When what is used was read.</param>
internal sealed record CatalogState(string Location, int Sources, LocalizedText? Fault, IReadOnlyList<CatalogFault> Mistakes, DateTimeOffset? From);
