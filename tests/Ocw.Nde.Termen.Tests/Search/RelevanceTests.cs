using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Search;
using Ocw.Nde.Termen.Tests.Support;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Termen.Tests.Search;

/// <summary>What a Dutch user expects first, over five thesauri as their institutions publish them.</summary>
public sealed class RelevanceTests(RelevanceTests.Thesauri thesauri) : IClassFixture<RelevanceTests.Thesauri>
{
    [SharedTheory("thesauri/README.md")]
    [InlineData("schilderij", "schilderijen")]
    [InlineData("schilderijen", "schilderijen")]
    [InlineData("Olieverf", "olieverf")]
    [InlineData("olieverfschilderij", "olieverfschilderingen")]
    [InlineData("olieverf schilderij", "olieverfschilderingen")]
    [InlineData("\"olieverf op doek\"", "olieverf op doek")]
    [InlineData("hout", "hout")]
    [InlineData("HOUT", "hout")]
    [InlineData("houtsnede", "Houtsnede")]
    [InlineData("houtsnijwerk", "houtsnijwerk")]
    [InlineData("krissen", "krissen")]
    [InlineData("batik", "batik")]
    [InlineData("batik*", "batik")]
    [InlineData("Suriname", "Suriname")]
    [InlineData("amsterdam", "Amsterdam")]
    [InlineData("bijl", "bijl")]
    [InlineData("vuursteen", "vuursteen")]
    [InlineData("aardewerk", "aardewerk")]
    [InlineData("aardewrek", "aardewerk")]
    [InlineData("keramiek", "keramiek")]
    [InlineData("keramik", "keramiek")]
    [InlineData("masker", "masker")]
    [InlineData("zilver", "zilver")]
    [InlineData("lepels", "lepels")]
    [InlineData("lepel", "lepel")]
    [InlineData("tekening", "tekeningen")]
    [InlineData("fotografie", "fotografie")]
    [InlineData("fotogarfie", "fotografie")]
    [InlineData("glasnegatief", "glasnegatieven")]
    [InlineData("munten", "munt")]
    [InlineData("neolithicum", "Neolithicum")]
    [InlineData("neoliticum", "Neolithicum")]
    [InlineData("bronstijd", "Bronstijd")]
    [InlineData("midden bronstijd", "Midden Bronstijd")]
    [InlineData("bronstijd midden", "Midden Bronstijd")]
    [InlineData("molen", "molen")]
    [InlineData("molens", "molens (bouwwerken)")]
    [InlineData("grafheuvel", "grafheuvel")]
    [InlineData("grafheuvels", "grafheuvel")]
    [InlineData("hunebed", "Hunebed")]
    [InlineData("kasteel", "kasteel")]
    [InlineData("kastelen", "kastelen")]
    [InlineData("sieraad", "sieraad")]
    [InlineData("sieraden", "sieraden")]
    [InlineData("prehistorie", "Prehistorie")]
    [InlineData("Nieuw-Guinea", "Nieuw-Guinea (eiland)")]
    [InlineData("slavernij", "slavernij")]
    [InlineData("plantage", "plantage")]
    [InlineData("goud OF zilver", "goud")]
    [InlineData("speelgoedautos", "speelgoedauto's")]
    [InlineData("brieven", "brieven")]
    [InlineData("kleding", "kleding")]
    [InlineData("klederdracht", "streekdracht")]
    [InlineData("nederlands indie", "Nederlands-Indië")]
    [InlineData("cafe", "Café")]
    [InlineData("fluit", "fluit")]
    [InlineData("dans masker", "toneelmaskers")]
    [InlineData("http://vocab.getty.edu/aat/300041405", "houtsneden")]
    [InlineData("300041405", "houtsneden")]
    public async Task The_first_hit_is_the_one_expected(string text, string label)
    {
        var index = await thesauri.IndexAsync();

        var result = new TermSearch(index).Search(new TermQuery { Text = text, Languages = ["nl"] });

        Assert.Equal(label, result.Hits[0].Label);
    }

    [SharedTheory("thesauri/README.md")]
    [InlineData("schil", "schild")]
    [InlineData("olieverf op", "olieverf op doek")]
    [InlineData("aardew", "aardewerk")]
    [InlineData("suri", "Suriname")]
    [InlineData("neolit", "Neolithicum")]
    public async Task What_is_being_typed_is_completed(string text, string label)
    {
        var index = await thesauri.IndexAsync();

        var hits = new TermSearch(index).Search(new TermQuery { Text = text, IsPrefix = true, IsCounted = false, Limit = 10, Languages = ["nl"] }).Hits;

        Assert.Contains(label, hits.Select(hit => hit.Label));
    }

    /// <summary>The index of the thesauri, built once.</summary>
    public sealed class Thesauri : IDisposable
    {
        private static readonly (string Id, string Path)[] s_sources =
        [
            ("aat", "thesauri/aat-subset/aat-subset-skos.ttl.gz"), ("abr", "thesauri/abr/abr-2023-freeze.trig.gz"), ("cht", "thesauri/cht-from-axiell/cht-labels-skos.ttl.gz"),
            ("koloniaal", "thesauri/koloniaalverleden/koloniaalverleden-skos.ttl.gz"), ("nmvw", "thesauri/nmvw/nmvw-skos.ttl.gz"),
        ];

        private readonly TestIndex _index = new();
        private bool _isBuilt;

        internal async Task<TermIndex> IndexAsync()
        {
            if (_isBuilt)
                return _index.Index;
            foreach (var (id, path) in s_sources)
            {
                var graph = TermGraph.OfShared(path, path.Contains(".trig", StringComparison.Ordinal) ? RdfFormats.TriG : RdfFormats.Turtle);
                await _index.Index.RebuildAsync(Sources.Of(id), graph.Quads, graph.Id, "1");
            }

            _isBuilt = true;
            return _index.Index;
        }

        public void Dispose() => _index.Dispose();
    }
}
