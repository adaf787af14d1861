using System.Xml.Linq;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Node.Tests;

/// <summary>The doors between the rooms: exactly these references (docs/adr/0002-rooms-and-doors.md).</summary>
public sealed class ProjectGraphTests
{
    public static TheoryData<string, string> Rooms => new()
    {
        { "Rdf", "" },
        { "Web", "" },
        { "Html", "Rdf" },
        { "Store", "Rdf" },
        { "Sparql", "Rdf Store" },
        { "Shacl", "Rdf Sparql Store" },
        { "Harvest", "Html Rdf Web" },
        { "Mapping", "Rdf Sparql Store" },
        { "Termen", "Rdf Sparql Store Web" },
        { "Datasetregister", "Html Rdf Shacl Sparql Store Web" },
        { "Node", "Datasetregister Harvest Html Mapping Rdf Shacl Sparql Store Termen Web" },
    };

    public static TheoryData<string, string> Packages => new()
    {
        { "Rdf", "" },
        { "Web", "Polly.Core" },
        { "Html", "AngleSharp" },
        { "Store", "" },
        { "Sparql", "" },
        { "Shacl", "" },
        { "Harvest", "" },
        { "Mapping", "YamlDotNet" },
        { "Termen", "Microsoft.Data.Sqlite SQLitePCLRaw.bundle_e_sqlite3 SQLitePCLRaw.core" },
        { "Datasetregister", "" },
        { "Node", "Microsoft.Data.Sqlite SQLitePCLRaw.bundle_e_sqlite3 SQLitePCLRaw.core Spectre.Console System.CommandLine YamlDotNet" },
    };

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_has_exactly_the_doors_of_the_plan(string room, string doors)
    {
        var found = Items(room, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)["Ocw.Nde.".Length..]);

        Assert.Equal(doors, string.Join(' ', found.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_room_uses_exactly_the_packages_of_the_plan(string room, string packages)
    {
        Assert.Equal(packages, string.Join(' ', Items(room, "PackageReference").Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void There_are_no_other_rooms()
    {
        var found = Directory.EnumerateDirectories(Path.Combine(SharedData.ProjectRoot, "src")).Select(d => Path.GetFileName(d)["Ocw.Nde.".Length..]);

        Assert.Equal(Rooms.Select(r => (string)r[0]).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Only_the_node_knows_ASP_NET_Core()
    {
        var web = Directory.EnumerateFiles(Path.Combine(SharedData.ProjectRoot, "src"), "*.csproj", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file) is var text && (text.Contains("Microsoft.NET.Sdk.Web", StringComparison.Ordinal) || text.Contains("Microsoft.AspNetCore", StringComparison.Ordinal)));

        Assert.Equal(["Ocw.Nde.Node"], web.Select(f => Path.GetFileNameWithoutExtension(f)));
    }

    private static IEnumerable<string> Items(string room, string item) =>
        XDocument.Load(Path.Combine(SharedData.ProjectRoot, "src", "Ocw.Nde." + room, $"Ocw.Nde.{room}.csproj"))
            .Descendants(item)
            .Select(e => (string)e.Attribute("Include")!);
}
