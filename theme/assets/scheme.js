// Before the first paint: the colour scheme the reader has chosen earlier.
try{const s=localStorage.getItem("beacon-scheme");if(s=="light"||s=="dark")document.documentElement.dataset.scheme=s}catch{}
