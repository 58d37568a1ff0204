"use strict";(()=>{var e=document.getElementById("page-ask");e.hidden=!1;e.addEventListener("click",()=>window.KneeBot.open());})();
